package org.eyas.engine.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Joins a directory and a path: the result is absolute, without {@code .}, {@code ..} and doubled slashes.
 *
 * <p>The directory is used as it is and must end with a slash; it is ignored if the path is absolute. Unprintable bytes
 * become U+FFFD. Results have at most 1023 bytes, as in Falco.
 */
public final class PathResolver {
  private static final int LIMIT = 1024;
  private static final Text TOO_LONG = Text.of("/DIR_TOO_LONG/FILENAME_TOO_LONG");
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private PathResolver() {}

  /** Replaces the content of {@code out} by the path relative to a directory. */
  public static void resolve(Bytes directory, Bytes path, ByteBuilder out) {
    out.clear();
    if (directory.length() + path.length() + 1 > LIMIT) {
      out.append(TOO_LONG);
      return;
    }
    boolean relative = !path.isEmpty() && path.at(0) != '/';
    if (relative) {
      out.append(directory);
    }
    if (append(path, relative && !directory.isEmpty(), out) && out.length() > 1 && endsInSlash(out)) {
      out.truncate(out.length() - 1);
    }
  }

  /** Returns whether the whole path fitted: only replaced bytes can make it longer than the input. */
  private static boolean append(Bytes path, boolean hasDirectory, ByteBuilder out) {
    int at = 0;
    while (at < path.length() && path.at(at) != 0) {
      int c = path.at(at);
      int step;
      if (c == '.' && atSegmentStart(out)) {
        step = dots(path, at, out);
      } else if (c == '/') {
        step = slash(hasDirectory, out);
      } else {
        step = plain(path, at, out);
      }
      if (step == 0) {
        return false;
      }
      at += step;
    }
    return true;
  }

  private static int dots(Bytes path, int at, ByteBuilder out) {
    int second = byteAt(path, at + 1);
    if (second == '.') {
      int third = byteAt(path, at + 2);
      if (third == '/' || third == 0) {
        dropSegment(out);
        return third == '/' ? 3 : 2;
      }
    }
    if (second == '/') {
      return 2;
    }
    return second == 0 ? 1 : plain(path, at, out);
  }

  private static int slash(boolean hasDirectory, ByteBuilder out) {
    // If .. has removed all of a relative start, the result stays relative: foo/../a is a, /foo/../a is /a.
    boolean skip = out.length() == 0 ? hasDirectory : endsInSlash(out);
    if (!skip) {
      if (!hasRoom(out, 1)) {
        return 0;
      }
      out.append('/');
    }
    return 1;
  }

  private static int plain(Bytes path, int at, ByteBuilder out) {
    int end = at;
    while (end < path.length() && isPlain(path.at(end))) {
      end++;
    }
    return end > at ? copy(path, at, end - at, out) : encoded(path, at, out);
  }

  private static int encoded(Bytes path, int at, ByteBuilder out) {
    int length = Utf8Sequence.measure(path, at);
    if (length > 0) {
      return copy(path, at, length, out);
    }
    if (!hasRoom(out, REPLACEMENT.length)) {
      return 0;
    }
    out.append(REPLACEMENT);
    return -length;
  }

  private static int copy(Bytes path, int at, int length, ByteBuilder out) {
    if (!hasRoom(out, length)) {
      return 0;
    }
    out.append(path, at, at + length);
    return length;
  }

  /** Removes the last segment, up to the slash before it; the root stays. */
  private static void dropSegment(ByteBuilder out) {
    int length = out.length();
    if (length <= 1) {
      return;
    }
    length--;
    while (length >= 1 && out.at(length - 1) != '/') {
      length--;
    }
    out.truncate(length);
  }

  private static boolean hasRoom(ByteBuilder out, int length) {
    return out.length() + length < LIMIT;
  }

  private static boolean isPlain(int c) {
    return c >= 0x20 && c < 0x7f && c != '/';
  }

  private static boolean atSegmentStart(ByteBuilder out) {
    return out.length() == 0 || endsInSlash(out);
  }

  private static boolean endsInSlash(ByteBuilder out) {
    return out.at(out.length() - 1) == '/';
  }

  private static int byteAt(Bytes path, int at) {
    return at < path.length() ? path.at(at) : 0;
  }
}
