package org.eyas.driver.ebpf.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;

/**
 * Turns checks of a part of a path into checks of the whole path, because the probe checks only whole paths. The new
 * check has the same answer for every plain path, or is true for more paths.
 */
final class WholePathConverter {
  private static final Text SLASH = Text.of("/");

  private WholePathConverter() {}

  /** Empty if there is no such check. */
  static Optional<Path> of(Path path) {
    return switch (path.part()) {
      case WHOLE -> Optional.of(path);
      case DIRECTORY -> path.wanted() ? directory(path) : Optional.empty();
      case BASENAME -> basename(path);
    };
  }

  private static Path whole(Path path, Form form, List<Text> texts) {
    return new Path(path.param(), Part.WHOLE, form, texts, path.wanted());
  }

  // The directory is what stands before the last slash, or the root.
  private static Optional<Path> directory(Path path) {
    return switch (path.form()) {
      case EQUAL -> Optional.of(whole(path, Form.BEGIN, changed(path.texts(), WholePathConverter::below)));
      case BEGIN, CONTAIN -> Optional.of(whole(path, path.form(), path.texts()));
      case END -> path.texts().stream().anyMatch(WholePathConverter::endsRoot)
          ? Optional.empty()
          : Optional.of(whole(path, Form.CONTAIN, changed(path.texts(), text -> joined(text, SLASH))));
    };
  }

  private static Text below(Text directory) {
    return directory.equals(SLASH) ? directory : joined(directory, SLASH);
  }

  private static boolean endsRoot(Text text) {
    return text.isEmpty() || text.equals(SLASH);
  }

  // The last part of a path contains no slash, so a text with one is never part of it.
  private static Optional<Path> basename(Path path) {
    List<Text> names = path.texts().stream().filter(text -> text.indexOf('/', 0) < 0).toList();
    return switch (path.form()) {
      case EQUAL -> Optional.of(whole(path, Form.END, changed(names, name -> joined(SLASH, name))));
      case END -> Optional.of(whole(path, Form.END, names));
      case BEGIN -> weaker(path, changed(names, name -> joined(SLASH, name)));
      case CONTAIN -> weaker(path, names);
    };
  }

  private static Optional<Path> weaker(Path path, List<Text> texts) {
    return path.wanted() ? Optional.of(whole(path, Form.CONTAIN, texts)) : Optional.empty();
  }

  private static Text joined(Text first, Text second) {
    return new ByteBuilder(first.length() + second.length()).append(first).append(second).toText();
  }

  private static List<Text> changed(List<Text> texts, UnaryOperator<Text> change) {
    return texts.stream().map(change).toList();
  }
}
