package org.eyas.engine.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.StateChanges;

/**
 * Joins a directory and a path. The result is absolute, without {@code .}, {@code ..} and doubled slashes.
 *
 * <p>The directory is used as it is and must end with a slash; it is ignored if the path is absolute. Only slashes and points are
 * interpreted, byte by byte.
 */
public final class PathResolver {
  private static final Text TOO_LONG = Text.of("/DIR_TOO_LONG/FILENAME_TOO_LONG");
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private PathResolver() {}

  /**
   * Replaces the content of {@code out} by the path relative to a directory. As in Falco, the result is {@code
   * /DIR_TOO_LONG/FILENAME_TOO_LONG} if both have more than {@link StateChanges#JOINED_PATH_BYTES} with the end of the text, and
   * is cut if only the replaced bytes make it longer.
   *
   * @param keepsBytes whether bytes that are not printable UTF-8 stay; otherwise they become U+FFFD, as in Falco 0.44
   */
  public static void resolve(Bytes directory, Bytes path, boolean keepsBytes, ByteBuilder out) {
    if (directory.length() + path.length() + 1 > StateChanges.JOINED_PATH_BYTES) {
      out.clear().append(TOO_LONG);
    } else {
      join(directory, path, keepsBytes, out);
      cut(out, StateChanges.JOINED_PATH_BYTES - 1);
    }
  }

  /** Resolves a path of any length, and keeps its bytes. For the fields that Falco does not have. */
  public static void resolveLong(Bytes directory, Bytes path, ByteBuilder out) {
    join(directory, path, true, out);
  }

  private static void join(Bytes directory, Bytes path, boolean keepsBytes, ByteBuilder out) {
    out.clear();
    boolean relative = !path.isEmpty() && path.at(0) != '/';
    if (relative) {
      out.append(directory);
    }
    append(path, relative && !directory.isEmpty(), keepsBytes, out);
    if (out.length() > 1 && endsInSlash(out)) {
      out.truncate(out.length() - 1);
    }
  }

  private static void cut(ByteBuilder out, int most) {
    int length = Math.min(out.length(), most);
    while (length < out.length() && (out.at(length) & 0xc0) == 0x80) { // in the middle of a character
      length--;
    }
    out.truncate(length);
  }

  private static void append(Bytes path, boolean hasDirectory, boolean keepsBytes, ByteBuilder out) {
    int at = 0;
    while (at < path.length() && path.at(at) != 0) {
      int c = path.at(at);
      if (c == '.' && atSegmentStart(out)) {
        at += dots(path, at, keepsBytes, out);
      } else if (c == '/') {
        slash(hasDirectory, out);
        at++;
      } else {
        at += plain(path, at, keepsBytes, out);
      }
    }
  }

  private static int dots(Bytes path, int at, boolean keepsBytes, ByteBuilder out) {
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
    return second == 0 ? 1 : plain(path, at, keepsBytes, out);
  }

  private static void slash(boolean hasDirectory, ByteBuilder out) {
    // If .. has removed all of a relative start, the result stays relative: foo/../a is a, /foo/../a is /a.
    boolean skip = out.length() == 0 ? hasDirectory : endsInSlash(out);
    if (!skip) {
      out.append('/');
    }
  }

  private static int plain(Bytes path, int at, boolean keepsBytes, ByteBuilder out) {
    int end = at;
    while (end < path.length() && (keepsBytes ? isOfSegment(path.at(end)) : isPlain(path.at(end)))) {
      end++;
    }
    return end > at ? copy(path, at, end - at, out) : encoded(path, at, out);
  }

  private static int encoded(Bytes path, int at, ByteBuilder out) {
    int length = Utf8Sequence.measure(path, at);
    if (length > 0) {
      return copy(path, at, length, out);
    }
    out.append(REPLACEMENT);
    return -length;
  }

  private static int copy(Bytes path, int at, int length, ByteBuilder out) {
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

  private static boolean isPlain(int c) {
    return c >= 0x20 && c < 0x7f && c != '/';
  }

  private static boolean isOfSegment(int c) {
    return c != '/' && c != 0;
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
