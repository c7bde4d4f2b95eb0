package org.eyas.engine.field.file;

import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.engine.text.PathResolver;

/**
 * Reads the directories that an overlay shows under another name from the options of its mount. The syntax is that of
 * the kernel: a backslash stands for the character after it, a comma ends an option, and a colon ends one of the lower
 * directories.
 */
final class OverlayDirectories {
  /** The options whose value is one directory, or several directories with colons between them. */
  private static final Set<Bytes> DIRECTORIES =
      Set.of(Text.of("lowerdir"), Text.of("lowerdir+"), Text.of("datadir+"), Text.of("upperdir"));

  private static final Text SLASH = Text.of("/");

  private final ByteBuilder key = new ByteBuilder();
  private final ByteBuilder value = new ByteBuilder();
  private final ByteBuilder path = new ByteBuilder();

  /** Adds the directories in the options of mount(2). */
  void ofOptions(Bytes options, Bytes directory, BytesList out) {
    int at = 0;
    while (at < options.length()) {
      int end = endOf(options, at, ',');
      int equals = at;
      while (equals < end && options.at(equals) != '=') {
        equals++;
      }
      key.clear().append(options, at, equals);
      if (equals < end && isDirectory(key.view())) {
        value.clear().append(options, equals + 1, end);
        directories(value.view(), directory, out);
      }
      at = end + 1;
    }
  }

  /** Whether an option names directories. */
  static boolean isDirectory(Bytes option) {
    return DIRECTORIES.contains(Text.copyOf(option.toArray()));
  }

  /** Adds the directories in the value of one option. */
  void directories(Bytes list, Bytes directory, BytesList out) {
    int at = 0;
    while (at < list.length()) {
      int end = endOf(list, at, ':');
      if (end > at) {
        out.add(absolute(list, at, end, directory));
      }
      at = end + 1;
    }
  }

  private static int endOf(Bytes text, int from, char mark) {
    int at = from;
    while (at < text.length() && text.at(at) != mark) {
      at += text.at(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private Text absolute(Bytes list, int from, int end, Bytes directory) {
    ByteBuilder plain = new ByteBuilder();
    for (int i = from; i < end; i++) {
      if (list.at(i) == '\\' && i + 1 < end) {
        i++;
      }
      plain.append(list.at(i));
    }
    return resolved(directory, plain.view());
  }

  private Text resolved(Bytes directory, Bytes given) {
    ByteBuilder base = new ByteBuilder();
    base.append(directory);
    if (!directory.endsWith(SLASH)) {
      base.append(SLASH);
    }
    PathResolver.resolveLong(base.view(), given, path);
    return path.toText();
  }
}
