package org.eyas.engine.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.eyas.spool.DirectoryLock;
import org.eyas.spool.EntryFrame;
import org.eyas.spool.delivery.EarlierAlerts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of alerts in files, with a maximum size; the oldest segment is deleted first. After {@link #append} has
 * returned, alerts survive any end of the process, but not a loss of power.
 *
 * <pre>
 *   append --> [ 0...0001.alerts + .index | 0...0402.alerts + .index | 0...0811.alerts ] <-- search: index, then content
 * </pre>
 *
 * <p>If somebody removes the directory or its files, the next append creates the directory again, and counts the alerts
 * that are lost.
 *
 * <p>One thread appends, and any thread may search; both wait for the disk. There are about a thousand segments at
 * most. Their indexes take 4 MB of memory, and the groups that were counted take at most 2 MB more.
 */
public final class AlertArchive implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertArchive.class);
  private static final Duration FIND_TIME = Duration.ofSeconds(1);
  private static final int MOST_SEGMENTS = 1_000;
  private static final int SMALLEST_SEGMENT_BYTES = 256 << 10;

  private final Path directory;
  private final long maxBytes;
  private DirectoryLock lock;
  private volatile @Nullable EarlierAlerts earlier; // null before it is open
  private final Deque<ArchiveSegment> segments = new ArrayDeque<>();
  private final ArchiveChain chain = new ArchiveChain();
  private long newest;
  private long newestBefore;
  private long droppedTo;
  private long removed;
  private long logged;

  private AlertArchive(Path directory, long maxBytes, DirectoryLock lock) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.lock = lock;
  }

  /**
   * Opens the archive in a directory, which is created if it does not exist. An incomplete last alert is removed;
   * other damage and other files stay, and the log names them.
   *
   * @throws IOException if the directory cannot be used; the message names it
   */
  public static AlertArchive open(Path directory, long maxBytes) throws IOException {
    try {
      return locked(directory, maxBytes, lock(directory));
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static DirectoryLock lock(Path directory) throws IOException {
    Files.createDirectories(
        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return DirectoryLock.of(directory);
  }

  private static IOException unusable(Path directory, IOException reason) {
    return new IOException(directory + " cannot be used: " + DirectoryLock.reason(reason), reason);
  }

  private static AlertArchive locked(Path directory, long maxBytes, DirectoryLock lock) throws IOException {
    try {
      AlertArchive archive = new AlertArchive(directory, maxBytes, lock);
      archive.recover();
      archive.openIds();
      return archive;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(ArchiveSegment.SUFFIX)) {
        ArchiveSegment.of(file).ifPresent(segments::add);
      }
    }
    if (!segments.isEmpty()) {
      recoverLast(segments.getLast()); // older ones are complete
    }
    passNewer(files.stream().filter(ArchiveSegment::isNewer).toList());
  }

  // The numbers of their alerts must not be given to others.
  private void passNewer(List<Path> files) throws IOException {
    for (Path file : files) {
      newest = Math.max(newest, ArchiveSegment.greatestNumber(file));
    }
    newestBefore = newest;
    if (!files.isEmpty()) {
      LOG.warn("{} has {} files that a newer version of Eyas wrote, such as {}; they wait there until that version runs again",
          directory,
          files.size(), files.getFirst().getFileName());
    }
  }

  // The history works without them.
  private void openIds() {
    try {
      earlier = new EarlierAlerts("The alert history", directory, newest + 1);
    } catch (IOException e) {
      LOG.warn(
          "The ids of alerts cannot be kept in {}: {}; alerts may be in the history twice after a kill", directory,
          DirectoryLock.reason(e));
    }
  }

  private void recoverLast(ArchiveSegment last) throws IOException {
    newest = last.recover();
    newestBefore = newest;
    if (last.length() == 0) {
      segments.removeLast().delete();
      if (!segments.isEmpty()) {
        segments.getLast().recover(); // for the chain only: the next alert has the number after those of the empty file
      }
    }
    if (!segments.isEmpty()) {
      segments.getLast().resume(chain, segments.getFirst().first());
    }
  }

  /** The number of the newest alert; 0 if there is none. */
  public synchronized long newest() {
    return newest;
  }

  /** Whether a killed run has stored this alert. One thread at a time may call it; it does not wait for the disk. */
  public boolean isRepeated(Alert alert) {
    EarlierAlerts ids = earlier;
    return ids != null && ids.isRepeated(alert);
  }

  /** Appends alerts with ascending numbers. If that fails, none of them is appended. */
  public void append(List<PastAlert> alerts) throws IOException {
    makeAgainIfRemoved();
    EarlierAlerts ids = earlier;
    if (ids != null) {
      alerts.forEach(past -> ids.note(past.alert(), past.number()));
    }
    try {
      ArchiveSegment segment = writable(alerts.getFirst().number());
      appendLinked(alerts, segment);
      synchronized (this) {
        newest = alerts.getLast().number();
      }
      if (segment.length() >= segmentBytes()) {
        segment.seal();
      }
    } finally {
      dropOldest();
    }
  }

  // The link that says which alerts are dropped is written before they are deleted, so that a kill between the two leaves too many.
  private void appendLinked(List<PastAlert> alerts, ArchiveSegment segment) throws IOException {
    List<byte[]> encoded = alerts.stream().map(ArchivedAlertCodec::of).toList();
    long left = oldestLeft(encoded.stream().mapToLong(alert -> EntryFrame.bytes(alert) + ChainLink.ANCHOR_BYTES).sum());
    List<byte[]> entries = chain.link(encoded, segment.length() == 0, left);
    segment.append(alerts, entries);
    chain.extend(entries, left);
  }

  // Files that somebody else removed do not count as dropped.
  private synchronized long oldestLeft(long more) {
    long left = Math.max(droppedTo, chain.oldest(segments.getFirst().first()));
    long bytes = bytes() + more;
    for (ArchiveSegment segment : segments) {
      if (bytes <= maxBytes || segment == segments.getLast()) {
        return segment == segments.getFirst() ? left : Math.max(left, segment.first());
      }
      bytes -= segment.length() + SegmentIndex.BYTES;
    }
    return left;
  }

  /** The digest of the newest alert in the hash chain, as text. It does not wait for the disk. */
  public String head() {
    return chain.head();
  }

  /**
   * Creates the directory again if it was removed. Called by the thread that appends.
   *
   * @return whether it was removed
   * @throws IOException if the directory cannot be used now
   */
  boolean makeAgainIfRemoved() throws IOException {
    boolean removedMeanwhile = !isThere();
    if (removedMeanwhile) {
      makeAgain();
    }
    return removedMeanwhile;
  }

  private synchronized boolean isThere() {
    return lock.isThere() && (segments.isEmpty() || segments.getLast().isThere());
  }

  private synchronized void makeAgain() throws IOException {
    forgetRemoved();
    try {
      if (!lock.isThere()) {
        DirectoryLock fresh = lock(directory);
        lock.close();
        lock = fresh;
        closeIds(false);
        openIds();
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
    LOG.warn(
        "{} or files in it were removed while the alert history was written there; alerts since the start that are lost: {}. New ones"
            + " are kept there again.",
        directory, removed - logged);
    logged = removed;
  }

  // Numbers are consecutive, except for alerts that were not written.
  private void forgetRemoved() throws IOException {
    long end = newest + 1;
    for (ArchiveSegment segment : newestFirst()) {
      if (!segment.isThere()) {
        removed += Math.max(0, end - Math.max(segment.first(), newestBefore + 1));
        segments.remove(segment);
        segment.closeFile();
      }
      end = segment.first();
    }
  }

  /** The number of alerts that were appended since the archive was opened, but whose files were removed. */
  public synchronized long removed() {
    return removed;
  }

  private ArchiveSegment writable(long number) throws IOException {
    synchronized (this) {
      ArchiveSegment last = segments.peekLast();
      if (last != null && last.hasRoom(segmentBytes())) {
        return last;
      }
    }
    ArchiveSegment fresh = ArchiveSegment.create(directory, number);
    synchronized (this) {
      segments.add(fresh);
    }
    return fresh;
  }

  private long segmentBytes() {
    return Math.max(SMALLEST_SEGMENT_BYTES, maxBytes / MOST_SEGMENTS);
  }

  // The chain says which alerts are dropped. If it could not be written because the disk is full, it says so later.
  private void dropOldest() {
    for (ArchiveSegment segment : newestFirst().reversed()) {
      synchronized (this) {
        if (segments.size() == 1 || bytes() <= maxBytes && segment.first() >= chain.oldest(0)) {
          return;
        }
        segments.remove(segment);
        droppedTo = segments.getFirst().first();
      }
      delete(segment);
    }
  }

  private static void delete(ArchiveSegment oldest) {
    try {
      oldest.delete();
    } catch (IOException e) {
      LOG.warn("A file of the alert history could not be deleted: {}", Reason.of(e));
    }
  }

  /** The size of the files in bytes. */
  public synchronized long bytes() {
    return segments.stream().mapToLong(segment -> segment.length() + SegmentIndex.BYTES).sum();
  }

  /**
   * Passes the alerts that a query accepts to a visitor, newest first.
   *
   * @param below only alerts with smaller numbers
   * @return the number from which to continue downwards; 0 if all were searched
   */
  public long search(AlertQuery query, long below, SearchTimeLimit time, AlertVisitor visitor) {
    SegmentReader reader = new SegmentReader();
    return walk(below, time, segment -> segment.search(query, below, reader, time, visitor));
  }

  /**
   * Like {@link #search}, for a visitor that counts alerts. It gets the groups of a segment at once if a search has
   * counted them before.
   */
  public long count(AlertQuery query, long below, SearchTimeLimit time, AlertGroupVisitor visitor) {
    SegmentReader reader = new SegmentReader();
    return walk(below, time, segment -> segment.count(query, below, reader, time, visitor));
  }

  private long walk(long below, SearchTimeLimit time, ToLongFunction<ArchiveSegment> search) {
    long searched = below;
    for (ArchiveSegment segment : newestFirst()) {
      if (segment.first() < below) {
        long stopped = time.isOver() ? searched : search.applyAsLong(segment);
        if (stopped > 0) {
          return stopped;
        }
        searched = segment.first();
      }
    }
    return 0;
  }

  /** The alert with this number; empty if the archive does not contain it. */
  public Optional<PastAlert> find(long number) {
    AtomicReference<@Nullable PastAlert> found = new AtomicReference<>();
    search(AlertQuery.ALL, number + 1, new SearchTimeLimit(FIND_TIME), past -> {
      found.set(past);
      return false;
    });
    return Optional.ofNullable(found.get()).filter(past -> past.number() == number);
  }

  private synchronized List<ArchiveSegment> newestFirst() {
    return new ArrayList<>(segments).reversed();
  }

  private void closeIds(boolean runEnds) {
    EarlierAlerts ids = earlier;
    if (ids != null) {
      earlier = null;
      ids.close(runEnds);
    }
  }

  /** Closes the archive at an orderly end of the engine, after which no event is evaluated again. Called when no thread appends. */
  public void closeForGood() throws IOException {
    closeIds(true);
    close();
  }

  /** Closes the archive. Called when no thread appends. */
  @Override
  public synchronized void close() throws IOException {
    closeIds(false);
    try (DirectoryLock last = lock) {
      if (!segments.isEmpty()) {
        segments.getLast().closeFile();
      }
    }
  }
}
