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
import org.eyas.api.control.PastAlert;
import org.eyas.api.failure.Reason;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTime;
import org.eyas.spool.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of consecutive alerts, and the file of its index. The name is the number of the first alert. One thread writes, any
 * thread reads.
 */
final class Segment {
  static final String SUFFIX = ".alerts";
  private static final String INDEX_SUFFIX = ".index";
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

  private final Path file;
  private final Path indexFile;
  private final long first;
  private volatile int length;
  private @Nullable SegmentIndex index;
  private boolean reported;
  private @Nullable FileChannel out;

  private Segment(Path file, long first, int length) {
    this.file = file;
    this.first = first;
    this.length = length;
    indexFile = file.resolveSibling(String.format("%020d", first) + INDEX_SUFFIX);
  }

  /** A new, empty one. Only the engine's user can read it. */
  static Segment create(Path directory, long first) throws IOException {
    Path file = directory.resolve(String.format("%020d", first) + SUFFIX);
    Files.deleteIfExists(file);
    Files.createFile(file, PRIVATE);
    Segment segment = new Segment(file, first, 0);
    segment.index = new SegmentIndex();
    return segment;
  }

  /** An existing one. */
  static Segment of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    long first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    return new Segment(file, first, Math.toIntExact(Files.size(file)));
  }

  /** The number of the first alert. */
  long first() {
    return first;
  }

  /** The size of its alerts in bytes. */
  int length() {
    return length;
  }

  /** Removes what follows the last complete alert. Returns the number of that alert; 0 if there is none. */
  long recover() throws IOException {
    SegmentReader reader = new SegmentReader();
    reader.read(file, length);
    if (reader.end() < length) {
      LOG.warn("{}: the last alert is not complete, and is dropped", file);
      cut(reader.end());
    }
    return reader.count() == 0 ? 0 : reader.number(reader.count() - 1);
  }

  private void cut(int end) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
    }
    length = end;
  }

  /** Appends alerts. If that fails, the file has the same end as before. */
  void append(List<PastAlert> alerts) throws IOException {
    SegmentIndex known = index();
    FileChannel channel = out();
    int end = length;
    try {
      for (ByteBuffer frames : Frame.pack(alerts.stream().map(ArchivedAlert::of).toList())) {
        end = write(channel, frames, end);
      }
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
    alerts.forEach(past -> known.add(past.alert()));
    length = end;
  }

  // It stays open: a rule about opened files must not fire for each alert that is written.
  private FileChannel out() throws IOException {
    FileChannel channel = out;
    if (channel == null) {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      out = channel;
    }
    return channel;
  }

  // The JDK copies what it writes through native memory, and keeps as much of it as the largest call needed.
  private static int write(FileChannel channel, ByteBuffer frames, int offset) throws IOException {
    int end = offset;
    int size = frames.limit();
    while (end < offset + size) {
      frames.limit(Math.min(size, frames.position() + SegmentReader.SLICE_BYTES));
      end += channel.write(frames, end);
    }
    return end;
  }

  /** Writes the index, because no more alerts come. */
  void seal() throws IOException {
    stop();
    Files.deleteIfExists(indexFile);
    Files.createFile(indexFile, PRIVATE);
    Files.write(indexFile, Frame.pack(List.of(index().bytes())).getFirst().array());
  }

  /** Closes the file until the next alert comes. */
  void stop() throws IOException {
    try (FileChannel channel = out) {
      out = null;
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
    boolean whole = Frame.lengthAt(content, 0) == SegmentIndex.BYTES;
    return whole ? SegmentIndex.of(content.slice(Frame.HEADER_BYTES, SegmentIndex.BYTES)) : rebuiltIndex();
  }

  private SegmentIndex rebuiltIndex() throws IOException {
    SegmentIndex rebuilt = new SegmentIndex();
    SegmentReader reader = new SegmentReader();
    reader.read(file, length);
    for (int i = 0; i < reader.count(); i++) {
      rebuilt.add(reader.alert(i).alert());
    }
    return rebuilt;
  }

  /**
   * Passes the alerts that a query accepts to a visitor, newest first.
   *
   * @param below only alerts with smaller numbers
   * @return the number of the alert at which it stopped; 0 if all were searched
   */
  long search(AlertQuery query, long below, SegmentReader reader, SearchTime time, AlertVisitor visitor) {
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

  private long searchContent(AlertQuery query, long below, SegmentReader reader, SearchTime time, AlertVisitor visitor)
      throws IOException {
    int end = length;
    reader.read(file, end);
    if (reader.end() < end) {
      report("it is damaged from byte " + reader.end() + " on");
    }
    for (int i = reader.count() - 1; i >= 0; i--) {
      if (reader.number(i) < below && reader.mayMatch(i, query)) {
        PastAlert past = reader.alert(i);
        if (query.accepts(past) && !visitor.visit(past) || time.isOver()) {
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
    Files.deleteIfExists(indexFile);
    Files.deleteIfExists(file);
  }
}
