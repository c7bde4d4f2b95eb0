package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** Converts a check of a path to a raw condition with the same answer for every plain path. */
final class PathConditions {
  private PathConditions() {}

  /**
   * The raw condition; empty if a kernel cannot compare paths in this way: case-insensitively, by patterns, regular
   * expressions or order.
   */
  static Optional<RawCondition> of(Predicate predicate, int param, Part part) {
    if (!(predicate instanceof TextCheck check) || check.left().shape() == Shape.LIST || check.constants().isEmpty()) {
      return Optional.empty();
    }
    List<Text> texts = check.constants();
    return switch (check.operator()) {
      case EQUAL, IN -> one(check, new Path(param, part, Form.EQUAL, texts, true));
      case NOT_EQUAL -> check.modifier() == Modifier.ALLOF || texts.size() == 1
          ? Optional.of(new Path(param, part, Form.EQUAL, texts, false))
          : Optional.empty();
      case STARTSWITH -> one(check, new Path(param, part, Form.BEGIN, texts, true));
      case ENDSWITH -> one(check, new Path(param, part, Form.END, texts, true));
      case CONTAINS -> one(check, new Path(param, part, Form.CONTAIN, texts, true));
      case PMATCH -> part == Part.BASENAME ? Optional.empty() : below(texts, param, part);
      default -> Optional.empty();
    };
  }

  private static Optional<RawCondition> one(TextCheck check, Path path) {
    boolean any = check.modifier() == Modifier.ANYOF || check.modifier() == Modifier.NONE || check.constants().size() == 1;
    return any ? Optional.of(path) : Optional.empty();
  }

  /** The condition that a path is one of these paths, or is below one of them. */
  private static Optional<RawCondition> below(List<Text> texts, int param, Part part) {
    List<Text> paths = new ArrayList<>();
    List<Text> folders = new ArrayList<>();
    for (Text text : texts) {
      ByteBuilder path = withoutEmptyComponents(text);
      if (path.length() == 0 || isPattern(text)) {
        return Optional.empty();
      }
      paths.add(path.toText());
      folders.add(path.append('/').toText());
    }
    return Optional.of(
        RawConditions.anyOf(
            List.of(new Path(param, part, Form.EQUAL, paths, true), new Path(param, part, Form.BEGIN, folders, true))));
  }

  /** The path with one slash before each component, and none at its end. */
  private static ByteBuilder withoutEmptyComponents(Text text) {
    ByteBuilder path = new ByteBuilder(text.length() + 2);
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (c != '/' && begins) {
        path.append('/');
      }
      if (c != '/') {
        path.append(c);
      }
      begins = c == '/';
    }
    return path;
  }

  private static boolean isPattern(Text text) {
    return text.indexOf('*', 0) >= 0 || text.indexOf('?', 0) >= 0 || text.indexOf('[', 0) >= 0;
  }
}
