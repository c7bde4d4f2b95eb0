package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of the newest alerts that were stored in a spool or an archive, in a file beside it. After {@code kill -9}, the
 * engine may evaluate some events again; the ids identify the alerts that were stored before. If several alerts had the
 * same id, the id is stored as often. An orderly end of the engine deletes the file, because no event is evaluated
 * again then.
 *
 * <p>The file is a ring of 16,384 entries of 32 bytes, big-endian. An entry of a damaged file counts only if its number fits its place.
 * The entry of the stored alert {@code n} is at place
 * {@code n % 16,384}. It is written before the alert, so it only counts if that alert was stored:
 *
 * <pre>
 *   0                   8             16          24          32
 *   +-------------------+-------------+-----------+-----------+
 *   | number of alert+1 | written, ms | id, upper | id, lower |
 *   +-------------------+-------------+-----------+-----------+
 * </pre>
 *
 * <p>One thread checks and writes ids; another thread may close the file meanwhile. The file is not flushed to the
 * disk.
 */
final class StoredAlertIds {
  private static final Logger LOG = LoggerFactory.getLogger(StoredAlertIds.class);
  private static final String FILE = "ids";
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  static final int PLACES = 16_384;
  static final int ENTRY_BYTES = 4 * Long.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY_BYTES);
  private final EarlierAlertIds earlier;

  private StoredAlertIds(Path file, FileChannel channel, EarlierAlertIds earlier) {
    this.file = file;
    this.channel = channel;
    this.earlier = earlier;
  }

  /**
   * Opens the file in a directory of alerts. Something else with its name is replaced.
   *
   * @param end the number of the next alert
   */
  static StoredAlertIds open(Path directory, long end) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      LOG.warn("{} is not a file; it is replaced. Alerts of an earlier run may be stored twice.", file);
      Files.delete(file);
    }
    FileChannel channel = FileChannel.open(file, OPTIONS, OWNER_ONLY);
    try {
      return new StoredAlertIds(file, channel, EarlierAlertIds.of(entries(channel), end));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static ByteBuffer entries(FileChannel channel) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(PLACES * ENTRY_BYTES);
    int read = 0;
    for (long at = 0; read >= 0 && entries.hasRemaining(); at += read) {
      read = channel.read(entries, at);
    }
    return entries.flip();
  }

  /** Whether {@link #consume} can return true. */
  boolean hasEarlier() {
    return !earlier.isEmpty();
  }

  /** Whether a killed run has stored an alert with this id, see {@link EarlierAlertIds#consume}. */
  boolean consume(AlertIdNumber id) {
    return earlier.consume(id);
  }

  /**
   * Writes the id of an alert that is about to be stored.
   *
   * @param number the number that the alert will have
   */
  void write(AlertIdNumber id, long number) throws IOException {
    entry.clear().putLong(number + 1).putLong(System.currentTimeMillis()).putLong(id.upper()).putLong(id.lower());
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
