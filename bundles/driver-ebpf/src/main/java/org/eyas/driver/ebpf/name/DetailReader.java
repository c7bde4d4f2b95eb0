package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;

/**
 * Reads the details that the probe reports of a call besides its event. They follow the event in the same record:
 *
 * <pre>
 *  0         8      10       12
 *  +---------+------+--------+------------- - -+------+--------+---- - -
 *  | -3, u64 | item | length | bytes           | item | length | ...
 *  +---------+------+--------+------------- - -+------+--------+---- - -
 *              u16    u16
 * </pre>
 *
 * <p>A relative path is followed by the item {@code BASE}: the real path of the directory from which it starts. A path
 * that the program gave comes before the kernel's path of the same file. The kernel's path is left out if it is the end
 * of the given path, because the kernel's path in a detached mount begins at the root of the file system.
 */
public final class DetailReader {
  private static final long WITH_DETAILS = -3;

  private static final int CHANGED = 1;
  private static final int ALIASED = 2;
  private static final int ATTRIBUTED = 3;
  private static final int ATTRIBUTE = 4;
  private static final int OPTIONS = 5;
  private static final int BASE = 6;
  private static final int INODE_FLAGS = 7;
  private static final int MTIME = 8;
  private static final long PAST_SECONDS = TimeUnit.HOURS.toSeconds(1);
  private static final int APPEND = 4;
  private static final int IMMUTABLE = 8;

  private final List<Text> changed = new ArrayList<>();
  private final List<Text> aliased = new ArrayList<>();
  private final List<Text> attributed = new ArrayList<>();
  private final List<Text> attributes = new ArrayList<>();
  private Text mountOptions = Text.EMPTY;
  private Text directory = Text.EMPTY;
  private List<Text> last = changed;

  private final long eventSeconds;

  private DetailReader(long eventNanos) {
    eventSeconds = TimeUnit.NANOSECONDS.toSeconds(eventNanos);
  }

  /** Whether a record that is longer than its event contains details. */
  public static boolean hasDetails(ByteBuffer memory, int offset) {
    return memory.getLong(offset + PathClaim.eventLength(memory, offset)) == WITH_DETAILS;
  }

  /** Reads the details in a record of {@code length} bytes. */
  public static CallDetails read(ByteBuffer memory, int offset, int length) {
    DetailReader reader = new DetailReader(memory.getLong(offset));
    int at = offset + PathClaim.eventLength(memory, offset) + Long.BYTES;
    int end = offset + length;
    while (at + 4 <= end) {
      int size = memory.getShort(at + 2) & 0xffff;
      if (size > end - at - 4) {
        break; // root can write into the ring
      }
      byte[] bytes = new byte[size];
      memory.get(at + 4, bytes);
      reader.item(memory.getShort(at), bytes);
      at += 4 + size;
    }
    return reader.details();
  }

  private void item(int item, byte[] bytes) {
    switch (item) {
      case CHANGED -> path(changed, Text.copyOf(bytes));
      case ALIASED -> path(aliased, Text.copyOf(bytes));
      case ATTRIBUTED -> path(attributed, Text.copyOf(bytes));
      case ATTRIBUTE -> attributes.add(Text.copyOf(bytes));
      case OPTIONS -> mountOptions = Text.copyOf(bytes);
      case BASE -> base(bytes);
      case MTIME -> time(bytes);
      case INODE_FLAGS -> flags(bytes.length > 0 ? bytes[0] : 0);
      default -> {} // of a probe that does not belong to this driver
    }
  }

  private void path(List<Text> paths, Text path) {
    if (paths.isEmpty() || !paths.getLast().endsWith(path)) {
      paths.add(path);
    }
    last = paths;
  }

  private void base(byte[] bytes) {
    Text base = Text.copyOf(bytes);
    if (!mountOptions.isEmpty()) {
      directory = base;
    } else if (!last.isEmpty()) {
      Text given = last.removeLast();
      last.add(joined(base, given));
    }
  }

  private static Text joined(Text base, Text given) {
    byte[] whole = new byte[base.length() + 1 + given.length()];
    System.arraycopy(base.toArray(), 0, whole, 0, base.length());
    whole[base.length()] = '/';
    System.arraycopy(given.toArray(), 0, whole, base.length() + 1, given.length());
    return Text.copyOf(whole);
  }

  private void flags(int flags) {
    if ((flags & IMMUTABLE) != 0) {
      attributes.add(Text.of("immutable"));
    }
    if ((flags & APPEND) != 0) {
      attributes.add(Text.of("append"));
    }
  }

  // A program that copies a file that was just made does the same.
  private void time(byte[] bytes) {
    if (bytes.length == Long.BYTES
        && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() < eventSeconds - PAST_SECONDS) {
      attributes.add(Text.of("mtime"));
    }
  }

  private CallDetails details() {
    return new CallDetails(changed, aliased, attributed, attributes, mountOptions, directory);
  }
}
