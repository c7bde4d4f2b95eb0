package org.eyas.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a spool that a newer version wrote in a format which this version does not know. They wait in a spool of their own, in the
 * folder {@code newer} of the spool, and come first when a version opens the spool that knows their format.
 *
 * <pre>
 *   spool  [ known | newer | known ] --> read      known entries are delivered
 *                      |
 *                      v
 *   newer  [ number, entry ]                       a later version reads them from here
 * </pre>
 *
 * <p>Each entry has the number before it that it had in the spool. If a process is killed after it put an entry here and before it removed
 * the entry from the spool, the next process recognises the entry by that number. The folder may become twice as large as the spool, so that
 * all entries of a full spool fit; further entries are lost, and counted. The spool locks the calls.
 */
final class NewerEntries implements Closeable {
  static final String FOLDER = "newer";
  private static final Logger LOG = LoggerFactory.getLogger(NewerEntries.class);
  private static final long NONE = -1;

  private final Path directory;
  private final long maxBytes;
  private final FlushMode flush;
  private final String content;
  private final Predicate<byte[]> isNewer;
  private @Nullable Spool entries; // null while the folder is not needed
  private long newest = NONE;
  private long known;
  private long dropped;
  private boolean logged;

  private NewerEntries(Path directory, long maxBytes, FlushMode flush, String content, Predicate<byte[]> isNewer) {
    this.directory = directory;
    this.maxBytes = maxBytes > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * maxBytes;
    this.flush = flush;
    this.content = content;
    this.isNewer = isNewer;
  }

  /**
   * Opens the folder in the directory of a spool, if it exists.
   *
   * @param maxBytes the limit of the spool
   * @param isNewer whether the format of an entry is unknown to this version
   */
  static NewerEntries of(Path spool, long maxBytes, FlushMode flush, String content, Predicate<byte[]> isNewer)
      throws IOException {
    NewerEntries newer = new NewerEntries(spool.resolve(FOLDER), maxBytes, flush, content, isNewer);
    if (Files.isDirectory(newer.directory)) {
      newer.examine();
    }
    return newer;
  }

  private void examine() throws IOException {
    Spool opened = open();
    opened.visit(entry -> {
      newest = ByteBuffer.wrap(entry).getLong();
      known += isNewer.test(body(entry)) ? 0 : 1;
    });
    known += opened.returned();
    long others = opened.waiting() - known;
    if (others > 0) {
      LOG.info("{}: {} {} of a newer version of Eyas wait there for that version", directory, others, content);
    }
    if (known > 0) {
      LOG.info("{}: {} {} that an older version put there are sent first", directory, known, content);
    }
  }

  private Spool open() throws IOException {
    Spool opened = entries;
    if (opened == null) {
      opened = Spool.open(directory, maxBytes, flush, content, entry -> isNewer.test(body(entry)));
      entries = opened;
    }
    return opened;
  }

  /**
   * Puts an entry here, unless the process before has done so. It is on the disk afterwards, before the spool removes it. If the folder is
   * full, the entry is lost.
   */
  void add(long number, byte[] entry) throws IOException {
    if (number == newest) {
      return;
    }
    newest = number;
    if (open().append(ByteBuffer.allocate(Long.BYTES + entry.length).putLong(number).put(entry).array())) {
      logFirst();
    } else {
      drop();
    }
  }

  private void logFirst() {
    if (!logged) {
      logged = true;
      LOG.warn("{}: a newer version of Eyas wrote some {}; they wait in {} until that version runs again", directory.getParent(),
          content, directory);
    }
  }

  // A person may be asleep while a queue of any length is put aside: one line at the first one, and the sum at the end.
  private void drop() {
    dropped++;
    if (dropped == 1) {
      LOG.error(
          "{} is full: from now on, {} of a newer version of Eyas are lost; start that version, so that it sends those that wait",
          directory, content);
    }
  }

  /** The number of entries that were lost because the folder was full, since it was opened. */
  long dropped() {
    return dropped;
  }

  /**
   * The oldest entries that this version knows, at most this number; the same ones again until they are acknowledged. If others are
   * between them, those move on to a folder of this one.
   */
  List<byte[]> read(int limit) throws IOException {
    return known == 0 ? List.of() : open().read(limit).stream().map(NewerEntries::body).toList();
  }

  private static byte[] body(byte[] entry) {
    byte[] body = new byte[entry.length - Long.BYTES];
    System.arraycopy(entry, Long.BYTES, body, 0, body.length);
    return body;
  }

  /** Removes the first entries of the last {@link #read}. */
  void acknowledge(int count) throws IOException {
    if (count > 0) {
      open().acknowledge(count);
      known -= count;
    }
  }

  /** The number of entries that this version knows. */
  long waiting() {
    return known;
  }

  @Override
  public void close() throws IOException {
    if (dropped > 0) {
      LOG.error("{} was full: {} {} of a newer version of Eyas are lost", directory, dropped, content);
    }
    Spool opened = entries;
    if (opened != null) {
      opened.close();
    }
  }
}
