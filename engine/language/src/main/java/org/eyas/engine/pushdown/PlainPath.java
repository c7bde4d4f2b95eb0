package org.eyas.engine.pushdown;

import org.eyas.api.data.Bytes;

/**
 * Recognizes plain paths, which are equal to the text that fields show: absolute, printable ASCII, without {@code //},
 * and without {@code .} and {@code ..} as components. The engine resolves all others, by the directory of the process
 * or by their links to it.
 */
final class PlainPath {
  /** The longest path that is shown; the engine replaces a longer path by a text that says so. */
  private static final int LONGEST = 1023;

  private PlainPath() {}

  static boolean isPlain(Bytes path) {
    int length = path.length();
    if (length < 2 || length > LONGEST || path.at(0) != '/' || path.at(length - 1) == '/') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int c = path.at(i);
      if (c < 0x20 || c >= 0x7f || c == '/' && !beginsComponent(path, i + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a component begins here that is a name. */
  private static boolean beginsComponent(Bytes path, int at) {
    if (path.at(at) == '/') {
      return false;
    }
    int dots = 0;
    while (dots < 3 && at + dots < path.length() && path.at(at + dots) == '.') {
      dots++;
    }
    boolean ends = at + dots == path.length() || path.at(at + dots) == '/';
    return !ends || dots == 0 || dots == 3;
  }
}
