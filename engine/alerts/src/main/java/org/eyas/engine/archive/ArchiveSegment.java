package org.eyas.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.eyas.spool.EntryFrame;
import org.eyas.spool.FileIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment of the archive: a file of consecutive alerts, and a file with their index. The name of the files is the
 * number of the first alert. One thread writes; any thread may read. The suffix has no number, which is version 1 of the format: a later
 * version has another suffix, such as {@code .alerts2}.
 */
final class ArchiveSegment {
  static final String SUFFIX = ".alerts";
  static final String INDEX_SUFFIX = ".index";
  /** The names of segments: the 18 digits that a cursor may have, with zeros before them. */
  static final String NAME = "00\\d{18}\\" + SUFFIX;
  /** The names of segments of later versions of the format. */
  private static final String NEWER_NAME = NAME + "\\d+";
  /** A longer file is not a segment: the largest segment is shorter. Segments are read into memory as a whole. */
  private static final long MOST_BYTES = 64 << 20;
  /** The smallest frame: its header and the number of the alert. */
  private static final int SMALLEST_ALERT = EntryFrame.HEADER_BYTES + Long.BYTES;
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveSegment.class);

  private final Path file;
  private final Path indexFile;
  private final long first;
  private volatile int length;
  private final SegmentGroups groups = new SegmentGroups();
  private @Nullable SegmentIndex index;
  private boolean reported;
  private boolean damaged;
  private byte @Nullable [] lastDigest;
  private long oldestLeft;
  private @Nullable FileChannel out;
  private @Nullable FileIdentity opened;

  private ArchiveSegment(Path file, long first, int length) {
    this.file = file;
    this.first = first;
    this.length = length;
    indexFile = file.resolveSibling(String.format("%020d", first) + INDEX_SUFFIX);
  }

  /** Creates an empty segment. Only the engine's user can read its file. */
  static ArchiveSegment create(Path directory, long first) throws IOException {
    Path file = directory.resolve(String.format("%020d", first) + SUFFIX);
    Files.deleteIfExists(file);
    Files.createFile(file, PRIVATE);
    ArchiveSegment segment = new ArchiveSegment(file, first, 0);
    segment.index = new SegmentIndex();
    return segment;
  }

  /** Opens an existing segment; empty, with a line in the log, if the file cannot be a segment. */
  static Optional<ArchiveSegment> of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.matches(NAME) || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      LOG.warn("{} is not a file of the alert history, and is ignored; remove it", file);
      return Optional.empty();
    }
    long first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    return Optional.of(new ArchiveSegment(file, first, (int) Files.size(file)));
  }

  /** Whether a file is a segment of a newer version of Eyas, which is left alone. */
  static boolean isNewer(Path file) {
    return String.valueOf(file.getFileName()).matches(NEWER_NAME);
  }

  /** The greatest number that an alert of a newer segment may have. */
  static long greatestNumber(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return Long.parseLong(name.substring(0, name.indexOf('.'))) + Files.size(file) / SMALLEST_ALERT;
  }

  /** The number of the first alert. */
  long first() {
    return first;
  }

  /** The size of the segment's alerts in bytes. */
  int length() {
    return length;
  }

  /**
   * Whether the segment's file still exists. If the file is open for writing, the name must still refer to that file.
   * Called by the thread that writes.
   */
  boolean isThere() {
    FileIdentity writing = opened;
    return writing == null ? Files.isRegularFile(file) : writing.isThere();
  }

  /** Whether more alerts may follow. */
  boolean hasRoom(long most) {
    return !damaged && length < most;
  }

  /**
   * Removes an incomplete alert at the end of the file. Other damage stays, because the alerts after it may be intact.
   *
   * @return the greatest number that an alert of this file may have
   */
  long recover() throws IOException {
    SegmentReader reader = new SegmentReader();
    reader.read(file, length);
    if (reader.isTorn()) {
      LOG.warn("{}: the last alert is not complete, and is dropped", file);
      cut(reader.end());
      reader.read(file, length);
    }
    damaged = reader.damagedBytes() > 0;
    reportDamage(reader);
    readChain(reader);
    return lastNumber(reader) + Math.ceilDiv(reader.damagedBytes(), SMALLEST_ALERT);
  }

  // Alerts after the last link are those of an earlier version, or damaged.
  private void readChain(SegmentReader reader) {
    for (int i = reader.count() - 1; i >= 0 && oldestLeft == 0; i--) {
      ChainLink link = reader.link(i);
      if (link != null && lastDigest == null) {
        lastDigest = link.digest();
      }
      oldestLeft = link == null ? 0 : link.oldest();
    }
  }

  /**
   * Continues the chain of this segment, if it has one. Called after {@link #recover}.
   *
   * @param first the number of the oldest alert, for a segment whose anchor is damaged
   */
  void resume(ArchiveChain chain, long first) {
    byte[] digest = lastDigest;
    if (digest != null) {
      chain.resumeFrom(digest, oldestLeft == 0 ? first : oldestLeft);
    }
  }

  private long lastNumber(SegmentReader reader) {
    for (int i = reader.count() - 1; i >= 0; i--) {
      PastAlert past = decoded(reader, i);
      if (past != null) {
        return past.number() + reader.count() - 1 - i;
      }
    }
    return first - 1 + reader.count();
  }

  private void reportDamage(SegmentReader reader) {
    if (reader.damagedBytes() > 0) {
      report(reader.damagedBytes() + " bytes are damaged");
    }
  }

  private void cut(int end) throws IOException {
    Files.deleteIfExists(indexFile);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
    }
    length = end;
  }

  /**
   * Appends alerts. If that fails, the file has the same end as before.
   *
   * @param entries the bytes of the alerts
   */
  void append(List<PastAlert> alerts, List<byte[]> entries) throws IOException {
    SegmentIndex known = index();
    FileChannel channel = out();
    int end = length;
    try {
      for (ByteBuffer frames : EntryFrame.pack(entries)) {
        end = write(channel, frames, end);
      }
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
    alerts.forEach(past -> known.add(past.alert()));
    length = end;
  }

  // The file stays open, so that a rule about opened files does not fire for each alert. An index on disk would lack
  // the alerts that come now.
  private FileChannel out() throws IOException {
    FileChannel channel = out;
    if (channel == null) {
      Files.deleteIfExists(indexFile);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      out = channel;
      opened = FileIdentity.of(file);
    }
    return channel;
  }

  // The JDK copies the bytes through native memory, and keeps as much of it as the largest call needed.
  private static int write(FileChannel channel, ByteBuffer frames, int offset) throws IOException {
    int end = offset;
    int size = frames.limit();
    while (end < offset + size) {
      frames.limit(Math.min(size, frames.position() + SegmentReader.SLICE_BYTES));
      end += channel.write(frames, end);
    }
    return end;
  }

  /**
   * Writes the index, because no more alerts come. Without an index on disk, the index is built again when it is
   * needed.
   */
  void seal() {
    try {
      closeFile();
      writeIndex();
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}; searches after a restart take longer", indexFile, Reason.of(e));
    }
  }

  private void writeIndex() throws IOException {
    Files.deleteIfExists(indexFile);
    Files.createFile(indexFile, PRIVATE);
    Files.write(indexFile, EntryFrame.pack(List.of(index().bytes())).getFirst().array());
  }

  /** Closes the file until the next alert is appended. */
  void closeFile() throws IOException {
    try (FileChannel channel = out) {
      out = null;
      opened = null;
    }
  }

  private synchronized SegmentIndex index() throws IOException {
    SegmentIndex known = index;
    if (known == null) {
      known = Files.exists(indexFile) ? readIndex() : rebuiltIndex();
      index = known;
    }
    return known;
  }

  private SegmentIndex readIndex() throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(indexFile));
    boolean whole = EntryFrame.lengthAt(content, 0) == SegmentIndex.BYTES;
    return whole ? SegmentIndex.of(content.slice(EntryFrame.HEADER_BYTES, SegmentIndex.BYTES)) : rebuiltIndex();
  }

  private SegmentIndex rebuiltIndex() throws IOException {
    SegmentIndex rebuilt = new SegmentIndex();
    SegmentReader reader = new SegmentReader();
    reader.read(file, length);
    for (int i = 0; i < reader.count(); i++) {
      PastAlert past = decoded(reader, i);
      if (past != null) {
        rebuilt.add(past.alert());
      }
    }
    return rebuilt;
  }

  private @Nullable PastAlert decoded(SegmentReader reader, int place) {
    try {
      return reader.alert(place);
    } catch (IOException e) {
      report(Reason.of(e));
      return null;
    }
  }

  /**
   * Passes the alerts that a query accepts to a visitor, newest first.
   *
   * @param below only alerts with smaller numbers
   * @return the number of the alert at which the search stopped; 0 if all were searched
   */
  long search(AlertQuery query, long below, SegmentReader reader, SearchTimeLimit time, AlertVisitor visitor) {
    try {
      return query.isPossible(index()) ? searchContent(query, below, reader, time, visitor) : 0;
    } catch (NoSuchFileException e) {
      return 0; // the oldest segment was dropped meanwhile
    } catch (IOException e) {
      if (!time.isOver()) {
        report(Reason.of(e));
      }
      return 0;
    }
  }

  /**
   * Like {@link #search}, for a visitor that counts alerts. If the query accepts all alerts and a search has counted
   * them before, the file is not read.
   */
  long count(AlertQuery query, long below, SegmentReader reader, SearchTimeLimit time, AlertGroupVisitor visitor) {
    int before = length;
    if (acceptsAll(query) && groups.pass(before, below, visitor)) {
      return 0;
    }
    SegmentGroups.Counting counting = groups.new Counting();
    long stopped =
        search(query, below, reader, time, past -> {
          counting.add(past);
          return visitor.visit(past);
        });
    if (length == before) { // no alert was added meanwhile
      counting.retain(before, reader.count());
    }
    return stopped;
  }

  private boolean acceptsAll(AlertQuery query) {
    try {
      return query.acceptsAll(index());
    } catch (IOException e) {
      return false; // the search reports it
    }
  }

  private long searchContent(AlertQuery query, long below, SegmentReader reader, SearchTimeLimit time, AlertVisitor visitor)
      throws IOException {
    int end = length;
    reader.read(file, end);
    reportDamage(reader);
    for (int i = reader.count() - 1; i >= 0; i--) {
      if (reader.number(i) < below && reader.mayMatch(i, query)) {
        PastAlert past = decoded(reader, i);
        if (past != null && (query.accepts(past) && !visitor.visit(past) || time.isOver())) {
          return past.number();
        }
      }
    }
    return 0;
  }

  private synchronized void report(String reason) {
    if (!reported) {
      LOG.warn("{}: {}; searches skip these alerts", file, reason);
    }
    reported = true;
  }

  void delete() throws IOException {
    try {
      Files.deleteIfExists(indexFile);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
