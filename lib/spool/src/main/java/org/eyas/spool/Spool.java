package org.eyas.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue in files. Entries are read in the order in which they were appended. An entry stays, also for the next
 * process, until it is acknowledged. Every entry is read at least once; it is read again if its acknowledgement could
 * not be written.
 *
 * <pre>
 *   append --> [ 0...0042.spool | 0...0107.spool | 0...0171.spool ] --> read, acknowledge
 *                deleted once all its entries are acknowledged
 * </pre>
 *
 * <p>After {@link #append} has returned, the entry survives the end of the process, however it ends; with a {@link FlushMode} also a
 * loss of power. Any thread may call; calls wait for the disk.
 *
 * <p>If a user or a program removes the directory or its files meanwhile, the next append or {@link #close} restores
 * them. The waiting entries are still in the open files.
 *
 * <p>The files have version 1 of the format, which has no number: files of a later version have another suffix, such as {@code .spool2},
 * and are left alone. Entries of a format that this version does not know are not read, and not lost either ({@link NewerEntries}).
 */
public final class Spool implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String POSITION = "position";
  private static final int FILES = 8;
  private static final long LARGEST_FILE_BYTES = 8L << 20;
  /** The names of segments of later versions. */
  private static final String NEWER_NAME = "\\d+\\" + SpoolSegment.SUFFIX + "\\d+";
  /** The number of entries of an unknown format from which on a read goes no further. */
  private static final int MOST_PASSED = 256;

  private final Deque<SpoolSegment> segments = new ArrayDeque<>();

  /** The place after each entry of the last read. */
  private final List<SpoolCursor> read = new ArrayList<>();

  /** The entries between those of the last read whose format is not known, by their numbers. */
  private final SequencedMap<Long, byte[]> passed = new LinkedHashMap<>();

  private final Path directory;
  private final long maxBytes;
  private final FlushMode flush;
  private final String content;
  private final Predicate<byte[]> isNewer;
  private final NewerEntries newer;
  private DirectoryLock lock;
  private SpoolCheckpoint position;
  private SpoolCursor next;
  private int returned; // the number of entries of the last read that an older version put aside
  private long passedEnd;
  private long damaged;

  private Spool(Path directory, long maxBytes, FlushMode flush, String content, Predicate<byte[]> isNewer, NewerEntries newer,
      DirectoryLock lock) throws IOException {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.flush = flush;
    this.content = content;
    this.isNewer = isNewer;
    this.lock = lock;
    this.newer = newer;
    position = new SpoolCheckpoint(directory.resolve(POSITION));
    next = new SpoolCursor(position.number(), 0);
  }

  /**
   * Opens the spool in a directory, which is created if it does not exist. An incomplete last entry is removed.
   *
   * @param maxBytes maximum size of its entries on disk, including 8 bytes for each entry
   * @param fsync whether appended entries and acknowledgements also survive a loss of power
   * @throws IOException if the directory cannot be used; the message names it
   */
  public static Spool open(Path directory, long maxBytes, boolean fsync) throws IOException {
    return open(directory, maxBytes, FlushMode.of(fsync), "alerts");
  }

  /**
   * Opens the spool in a directory, which is created if it does not exist. An incomplete last entry is removed.
   *
   * @param content the name of the entries in error messages: "alerts"
   */
  public static Spool open(Path directory, long maxBytes, FlushMode flush, String content) throws IOException {
    return open(directory, maxBytes, flush, content, _ -> false);
  }

  /**
   * Opens the spool in a directory, which is created if it does not exist. An incomplete last entry is removed.
   *
   * @param content the name of the entries in error messages: "alerts"
   * @param isNewer whether the format of an entry is unknown to this version; such an entry is not read, and waits for a version that
   *     knows it
   */
  public static Spool open(Path directory, long maxBytes, FlushMode flush, String content, Predicate<byte[]> isNewer)
      throws IOException {
    try {
      Files.createDirectories(directory);
      return opened(directory, maxBytes, flush, content, isNewer, DirectoryLock.of(directory));
    } catch (IOException e) {
      throw unusable(directory, content, e);
    }
  }

  private static IOException unusable(Path directory, String content, IOException reason) {
    return new IOException("cannot keep " + content + " in " + directory + ": " + DirectoryLock.reason(reason), reason);
  }

  private static Spool opened(
      Path directory, long maxBytes, FlushMode flush, String content, Predicate<byte[]> isNewer, DirectoryLock lock)
      throws IOException {
    try {
      NewerEntries newer = NewerEntries.of(directory, maxBytes, flush, content, isNewer);
      try {
        return recovered(new Spool(directory, maxBytes, flush, content, isNewer, newer, lock));
      } catch (IOException | RuntimeException e) {
        newer.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Spool recovered(Spool spool) throws IOException {
    try {
      spool.recover();
      return spool;
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    List<Path> files;
    List<Path> newerFiles;
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> all = listed.sorted().toList();
      files = all.stream().filter(file -> file.toString().endsWith(SpoolSegment.SUFFIX)).toList();
      newerFiles = all.stream().filter(file -> String.valueOf(file.getFileName()).matches(NEWER_NAME)).toList();
    }
    logNewer(newerFiles);
    long expected = position.number();
    for (Path file : files) {
      SpoolSegment segment = SpoolSegment.recover(file);
      if (segment.end() <= position.number()) {
        segment.delete();
        continue;
      }
      damaged += Math.max(0, segment.first() - expected);
      expected = segment.end();
      segments.add(segment);
    }
    skipDelivered();
  }

  private void logNewer(List<Path> files) {
    if (!files.isEmpty()) {
      LOG.warn("{} has {} files that a newer version of Eyas wrote, such as {}; they wait there until that version runs again",
          directory,
          files.size(), files.getFirst().getFileName());
    }
  }

  // The first segment may begin with acknowledged entries.
  private void skipDelivered() throws IOException {
    SpoolSegment segment = segments.peek();
    if (segment == null) {
      return;
    }
    SpoolCursor place = SpoolCursor.startOf(segment);
    while (place.number() < position.number()) {
      byte[] entry = segment.read(place.offset());
      if (entry == null) {
        throw new IOException("entry " + place.number() + " cannot be read any more");
      }
      place = place.after(entry);
    }
    next = place;
  }

  /** Appends an entry. Returns false if that would exceed the limit. */
  public boolean append(byte[] entry) throws IOException {
    return append(List.of(entry)) == 1;
  }

  /** Appends entries, flushed together if they fit into one file. Returns how many, counted from the first, had room. */
  public synchronized int append(List<byte[]> entries) throws IOException {
    SpoolSegment newest = segments.peekLast();
    if (!isThere(newest == null ? List.of() : List.of(newest))) {
      restoreFiles();
    }
    int kept = 0;
    while (kept < entries.size()) {
      List<byte[]> rest = entries.subList(kept, entries.size());
      long free = maxBytes - bytes();
      if (EntryFrame.bytes(rest.getFirst()) > free) {
        break;
      }
      SpoolSegment segment = writable();
      List<byte[]> together = fitting(rest, Math.min(free, fileBytes() - segment.length()));
      segment.append(together, flush != FlushMode.NOTHING);
      kept += together.size();
    }
    return kept;
  }

  // Returns at least one entry, because an entry may be larger than the intended size of a file.
  private static List<byte[]> fitting(List<byte[]> entries, long room) {
    int count = 1;
    long bytes = EntryFrame.bytes(entries.getFirst());
    while (count < entries.size() && bytes + EntryFrame.bytes(entries.get(count)) <= room) {
      bytes += EntryFrame.bytes(entries.get(count));
      count++;
    }
    return entries.subList(0, count);
  }

  private SpoolSegment writable() throws IOException {
    SpoolSegment last = segments.peekLast();
    if (last != null && last.length() < fileBytes()) {
      return last;
    }
    SpoolSegment fresh = SpoolSegment.create(directory, last == null ? next.number() : last.end());
    if (last == null) {
      next = SpoolCursor.startOf(fresh);
    }
    segments.add(fresh);
    flushNames();
    return fresh;
  }

  private void flushNames() throws IOException {
    if (flush != FlushMode.NOTHING) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private boolean isThere(Collection<SpoolSegment> wanted) {
    return lock.isThere() && position.isThere() && wanted.stream().allMatch(SpoolSegment::isThere);
  }

  private void restoreFiles() throws IOException {
    try {
      Files.createDirectories(directory);
      if (!lock.isThere()) {
        replaceLock();
      }
      if (!position.isThere()) {
        replaceCheckpoint();
      }
      for (SpoolSegment segment : segments) {
        if (!segment.isThere()) {
          segment.restoreFile(flush != FlushMode.NOTHING);
        }
      }
      flushNames();
    } catch (IOException e) {
      throw unusable(directory, content, e);
    }
    LOG.warn(
        "{} or files in it were removed while they were in use; they are made again, with the {} that wait there: {}", directory,
        content, waiting());
  }

  private void replaceLock() throws IOException {
    DirectoryLock fresh = DirectoryLock.of(directory);
    DirectoryLock removed = lock;
    lock = fresh;
    removed.close();
  }

  private void replaceCheckpoint() throws IOException {
    SpoolCheckpoint fresh = new SpoolCheckpoint(directory.resolve(POSITION));
    try {
      fresh.moveTo(position.number(), flush == FlushMode.ALL);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    SpoolCheckpoint removed = position;
    position = fresh;
    removed.close();
  }

  private long fileBytes() {
    return Math.min(LARGEST_FILE_BYTES, maxBytes / FILES);
  }

  /**
   * Returns at most this number of the oldest entries, the same ones again until they are acknowledged. Entries of an unknown format are
   * not among them.
   */
  public synchronized List<byte[]> read(int limit) throws IOException {
    read.clear();
    passed.clear();
    List<byte[]> entries = new ArrayList<>(newer.read(limit));
    returned = entries.size();
    if (returned < limit) {
      entries.addAll(readSegments(limit - returned));
    }
    return entries;
  }

  private List<byte[]> readSegments(int limit) throws IOException {
    List<byte[]> entries = known(limit);
    while (entries.isEmpty() && !passed.isEmpty()) {
      passAll();
      entries = known(limit);
    }
    return entries;
  }

  private List<byte[]> known(int limit) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (SpoolSegment segment : segments) {
      SpoolCursor place = segment == segments.peek() ? next : SpoolCursor.startOf(segment);
      while (entries.size() < limit && passed.size() < MOST_PASSED && place.offset() < segment.length()) {
        byte[] entry = segment.read(place.offset());
        if (entry == null) {
          damaged += segment.truncateAt(place);
          break;
        }
        long number = place.number();
        place = place.after(entry);
        if (isNewer.test(entry)) {
          passed.put(number, entry);
          passedEnd = place.offset();
        } else {
          entries.add(entry);
          read.add(place);
        }
      }
    }
    return entries;
  }

  /** Removes the first {@code count} entries of the last {@link #read}, because they were delivered. */
  public synchronized void acknowledge(int count) throws IOException {
    if (count > returned + read.size()) {
      throw new IllegalArgumentException(count + " entries acknowledged, " + (returned + read.size()) + " read");
    }
    int ofNewer = Math.min(count, returned);
    newer.acknowledge(ofNewer);
    returned -= ofNewer;
    if (count > ofNewer) {
      SpoolCursor target = read.get(count - ofNewer - 1);
      read.subList(0, count - ofNewer).clear();
      moveTo(target);
    }
    if (count > 0 && returned == 0 && read.isEmpty()) {
      passAll();
    }
  }

  // Moves beyond the entries of an unknown format that the last read found.
  private void passAll() throws IOException {
    if (!passed.isEmpty()) {
      moveTo(new SpoolCursor(passed.lastEntry().getKey() + 1, passedEnd));
    }
  }

  // Entries of an unknown format before that place are in another folder before they leave this one.
  private void moveTo(SpoolCursor target) throws IOException {
    while (!passed.isEmpty() && passed.firstEntry().getKey() < target.number()) {
      newer.add(passed.firstEntry().getKey(), passed.firstEntry().getValue());
      passed.pollFirstEntry();
    }
    next = target;
    position.moveTo(next.number(), flush == FlushMode.ALL);
    dropDelivered();
  }

  /** The number of entries of an unknown format that were lost since the spool was opened, because there was no room to put them aside. */
  public synchronized long droppedNewer() {
    return newer.dropped();
  }

  /** The number of waiting entries that an older version put aside and this version knows. */
  synchronized long returned() {
    return newer.waiting();
  }

  /** Passes all waiting entries to a visitor, the oldest first. */
  synchronized void visit(Consumer<byte[]> visitor) throws IOException {
    for (SpoolSegment segment : segments) {
      SpoolCursor place = segment == segments.peek() ? next : SpoolCursor.startOf(segment);
      for (byte[] entry = segment.read(place.offset()); entry != null; entry = segment.read(place.offset())) {
        visitor.accept(entry);
        place = place.after(entry);
      }
    }
  }

  // A file that cannot be deleted now is deleted when the spool is opened again.
  private void dropDelivered() throws IOException {
    List<SpoolSegment> delivered = new ArrayList<>();
    while (!segments.isEmpty() && segments.element().end() <= next.number()) {
      delivered.add(segments.remove());
    }
    if (!segments.isEmpty() && next.number() <= segments.element().first()) {
      next = SpoolCursor.startOf(segments.element());
    }
    for (SpoolSegment segment : delivered) {
      segment.delete();
    }
  }

  /** The number of waiting entries. Those of an unknown format count until {@link #read} has found them. */
  public synchronized long waiting() {
    return own() - passed.size() + newer.waiting();
  }

  private long own() {
    return end() - next.number();
  }

  /**
   * The number of waiting entries that the next process finds. These are all waiting entries, unless their files were
   * removed and cannot be written again.
   */
  public synchronized long countKept() {
    try {
      restoreIfRemoved();
      return waiting();
    } catch (IOException e) {
      return segments.stream().filter(SpoolSegment::isThere)
          .mapToLong(segment -> segment.end() - Math.max(segment.first(), next.number())).sum() + newer.waiting();
    }
  }

  private void restoreIfRemoved() throws IOException {
    if (own() > 0 && !isThere(segments)) {
      restoreFiles();
    }
  }

  /** The number that the next appended entry gets. A number is never used twice, also not after a restart. */
  public synchronized long end() {
    SpoolSegment last = segments.peekLast();
    return last == null ? next.number() : last.end();
  }

  /** The size of the files in bytes. */
  public synchronized long bytes() {
    return segments.stream().mapToLong(SpoolSegment::length).sum();
  }

  /** The number of entries that were missing when the spool was opened, because a file was damaged or removed. */
  public synchronized long damaged() {
    return damaged;
  }

  /** @throws IOException also if waiting entries are lost because their files were removed */
  @Override
  public synchronized void close() throws IOException {
    try {
      restoreIfRemoved();
    } finally {
      closeFiles();
    }
  }

  private void closeFiles() throws IOException {
    try (DirectoryLock lastLock = lock; SpoolCheckpoint lastPosition = position; NewerEntries lastNewer = newer) {
      closeSegments(segments.iterator());
    }
  }

  // Closes all segments, also if one of them fails.
  private static void closeSegments(Iterator<SpoolSegment> rest) throws IOException {
    while (rest.hasNext()) {
      try {
        rest.next().close();
      } catch (IOException e) {
        closeSegments(rest);
        throw e;
      }
    }
  }
}
