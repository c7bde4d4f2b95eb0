package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Text;

/**
 * A record of the probe about an opened file whose given path the probe could not confirm as a name of the file. The
 * record is the event of the call's entry with the real path of the file, followed by
 *
 * <pre>
 *  0         8
 *  +---------+----------------- - -
 *  | hash u64| the given path, 0
 *  +---------+----------------- - -
 * </pre>
 *
 * @param thread the thread that opened the file
 * @param directory the descriptor that the given path is relative to
 * @param given the path argument in the program's memory at the end of the call
 * @param real the file's path below the caller's root
 * @param hash the hash of the given path and the file; 0 if the pair cannot be stored in {@link ConfirmedPathCache}; -1 if the record is
 *     about a directory, -2 if it is about another file that a descriptor names, -4 if it is about a socket: the real path is then its
 *     two ends, as in a parameter of the type SOCKTUPLE, and its type, a byte
 */
public record PathClaim(long thread, long directory, String given, String real, long hash) {
  public static final int CURRENT_DIRECTORY = -100;

  private static final long ABOUT_DIRECTORY = -1;
  private static final long ABOUT_FILE = -2;
  private static final long ABOUT_SOCKET = -4;
  private static final int STREAM = 1;
  private static final int HEADER = 26;
  private static final int LENGTH = 16;

  /** Whether the record is a claim: it is longer than its event. */
  public static boolean isIn(ByteBuffer memory, int offset, int length) {
    return eventLength(memory, offset) != length;
  }

  /**
   * Whether the record is about a directory: its real path is the path of the directory in which a relative path of the
   * thread starts.
   */
  public boolean isAboutDirectory() {
    return hash == ABOUT_DIRECTORY;
  }

  /** The file's path as the engine's tables have paths. */
  public Text realPath() {
    return Text.copyOf(real.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether the record only names the file of a descriptor. It precedes the event of the thread that uses it. */
  public boolean isAboutFile() {
    return hash == ABOUT_FILE;
  }

  /** Whether the record only describes a socket. */
  public boolean isAboutSocket() {
    return hash == ABOUT_SOCKET;
  }

  /** The ends of the socket that the record is about, as events have them. */
  public Text socketEnds() {
    return Text.copyOf(real.substring(0, Math.max(0, real.length() - 1)).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether the socket that the record is about is of the type SOCK_STREAM. */
  public boolean isOfStream() {
    return !real.isEmpty() && real.charAt(real.length() - 1) == STREAM;
  }

  /** The length of the event in the record, in bytes. */
  public static int eventLength(ByteBuffer memory, int offset) {
    return memory.getInt(offset + LENGTH);
  }

  /** Reads the claim in a record of {@code length} bytes. */
  public static PathClaim read(ByteBuffer memory, int offset, int length) {
    int params = memory.getInt(offset + 22);
    int sizes = offset + HEADER;
    int at = sizes + 2 * params;
    long directory = CURRENT_DIRECTORY;
    int size = memory.getShort(sizes);
    if (size == Long.BYTES && params > 3) { // openat and openat2; such a long path leaves no room for two others after it
      directory = memory.getLong(at);
      at += size;
      size = memory.getShort(sizes + 2);
    }
    int behind = offset + eventLength(memory, offset);
    return new PathClaim(
        memory.getLong(offset + 8),
        directory,
        text(memory, behind + Long.BYTES, offset + length - behind - Long.BYTES),
        text(memory, at, size),
        memory.getLong(behind));
  }

  // Paths are bytes. Decoded as Latin-1, they can be encoded to the same bytes again.
  private static String text(ByteBuffer memory, int at, int size) {
    byte[] bytes = new byte[Math.max(0, size - 1)];
    memory.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
