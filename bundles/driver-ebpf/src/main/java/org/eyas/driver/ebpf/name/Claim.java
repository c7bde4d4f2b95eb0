package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the probe says of an opened file whose name it could not confirm: the event of the entry with the real path, and
 * behind it
 *
 * <pre>
 *  0         8
 *  +---------+----------------- - -
 *  | hash u64| the given path, 0
 *  +---------+----------------- - -
 * </pre>
 *
 * @param thread who opened it
 * @param directory the descriptor that the given path is relative to
 * @param given the path that was there at the end of the call
 * @param real the file's path below the caller's root
 * @param hash of the given path and the file, 0 where they cannot be remembered
 */
public record Claim(long thread, long directory, String given, String real, long hash) {
  public static final int CURRENT_DIRECTORY = -100;

  private static final int HEADER = 26;
  private static final int LENGTH = 16;

  /** Whether the record that holds an event goes on behind its end. */
  public static boolean isIn(ByteBuffer memory, int offset, int length) {
    return eventLength(memory, offset) != length;
  }

  /** Bytes of the event alone. */
  public static int eventLength(ByteBuffer memory, int offset) {
    return memory.getInt(offset + LENGTH);
  }

  /** The claim in a record of so many bytes. */
  public static Claim read(ByteBuffer memory, int offset, int length) {
    int params = memory.getInt(offset + 22);
    int sizes = offset + HEADER;
    int at = sizes + 2 * params;
    long directory = CURRENT_DIRECTORY;
    int size = memory.getShort(sizes);
    if (size == Long.BYTES && params > 3) { // openat and openat2; a path that long cannot stand in front of two others
      directory = memory.getLong(at);
      at += size;
      size = memory.getShort(sizes + 2);
    }
    int behind = offset + eventLength(memory, offset);
    return new Claim(
        memory.getLong(offset + 8),
        directory,
        text(memory, behind + Long.BYTES, offset + length - behind - Long.BYTES),
        text(memory, at, size),
        memory.getLong(behind));
  }

  // Paths are bytes; as Latin-1 they come back out as the same ones.
  private static String text(ByteBuffer memory, int at, int size) {
    byte[] bytes = new byte[Math.max(0, size - 1)];
    memory.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
