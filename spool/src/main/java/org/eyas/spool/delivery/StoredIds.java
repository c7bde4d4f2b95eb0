package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.AlertId;

/**
 * The ids of the newest alerts that were stored in a spool, in a file beside it. After {@code kill -9}, a source may evaluate some
 * events again: their alerts are recognized, as many with one id as were stored. An orderly end of the engine deletes the file,
 * because nothing is evaluated again then.
 *
 * <p>The file is a ring of 16,384 entries of 32 bytes, big-endian. The entry of the spool's alert {@code n} is at place
 * {@code n % 16,384}. It is written before the alert, so it counts only if the spool has got that alert:
 *
 * <pre>
 *   0                   8             16          24          32
 *   +-------------------+-------------+-----------+-----------+
 *   | number of alert+1 | written, ms | id, upper | id, lower |
 *   +-------------------+-------------+-----------+-----------+
 * </pre>
 *
 * <p>Used by one thread. It is not flushed to the disk.
 */
final class StoredIds {
  private static final String FILE = "ids";
  private static final int PLACES = 16_384;
  private static final int ENTRY_BYTES = 4 * Long.BYTES;
  private static final long WINDOW_MILLIS = TimeUnit.SECONDS.toMillis(120);
  private static final int HEX = 16;

  private record Id(long upper, long lower) {}

  private final Path file;
  private final FileChannel channel;
  private final long openedNanos = System.nanoTime();
  private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY_BYTES);
  private final Map<Id, Integer> earlier = new HashMap<>();

  private StoredIds(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the file in the directory of a spool.
   *
   * @param end the number of the next alert of the spool
   */
  static StoredIds open(Path directory, long end) throws IOException {
    Path file = directory.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    StoredIds ids = new StoredIds(file, channel);
    try {
      ids.read(end);
      return ids;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void read(long end) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(PLACES * ENTRY_BYTES);
    int read = 0;
    for (long at = 0; read >= 0 && entries.hasRemaining(); at += read) {
      read = channel.read(entries, at);
    }
    entries.flip();
    long newest = 0;
    for (int place = 0; place < entries.limit() / ENTRY_BYTES; place++) {
      newest = Math.max(newest, entries.getLong(place * ENTRY_BYTES + Long.BYTES));
    }
    for (int place = 0; place < entries.limit() / ENTRY_BYTES; place++) {
      int at = place * ENTRY_BYTES;
      long number = entries.getLong(at) - 1;
      boolean isStored = number >= 0 && number % PLACES == place && number < end;
      if (isStored && newest - entries.getLong(at + Long.BYTES) <= WINDOW_MILLIS) {
        Id id = new Id(entries.getLong(at + 2 * Long.BYTES), entries.getLong(at + 3 * Long.BYTES));
        earlier.merge(id, 1, Integer::sum);
      }
    }
  }

  /**
   * Whether a killed run has stored an alert with this id within its last two minutes; each of them answers yes once. Answers no
   * when two minutes are over.
   */
  boolean take(String id) {
    if (!earlier.isEmpty() && System.nanoTime() - openedNanos > TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS)) {
      earlier.clear();
    }
    if (earlier.isEmpty()) {
      return false;
    }
    Id wanted = parsed(id);
    boolean known = earlier.containsKey(wanted);
    earlier.computeIfPresent(wanted, (_, count) -> count == 1 ? null : count - 1);
    return known;
  }

  private static Id parsed(String id) {
    return new Id(Long.parseUnsignedLong(id, 0, HEX, HEX), Long.parseUnsignedLong(id, HEX, 2 * HEX, HEX));
  }

  /**
   * Writes the id of an alert that is about to be stored.
   *
   * @param id as {@link AlertId} makes it
   * @param number the number that the alert will have in the spool
   */
  void write(String id, long number) throws IOException {
    Id parsed = parsed(id);
    entry.clear().putLong(number + 1).putLong(System.currentTimeMillis()).putLong(parsed.upper()).putLong(parsed.lower());
    entry.flip();
    for (long at = number % PLACES * ENTRY_BYTES; entry.hasRemaining();) {
      at += channel.write(entry, at);
    }
  }

  /** @param runEnds whether the engine ends in order: otherwise it may still be killed, and the file stays */
  void close(boolean runEnds) throws IOException {
    channel.close();
    if (runEnds) {
      Files.deleteIfExists(file);
    }
  }
}
