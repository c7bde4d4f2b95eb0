package org.eyas.control.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.data.VisibleText;
import org.eyas.evidence.chain.ChainedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a file that only its owner may read. Each is on the disk before the change continues, and contains the digest of the
 * entry before it. The file is opened for each entry, so that it may be moved away while the engine runs; the next file continues
 * the chain. The newest entries are also in memory, including those
 * that could not be written; these are written with the next entry that can be written, and when the entries are read.
 */
final class AuditFile implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
  private static final int KEPT = 1_000;
  private static final int TAIL_BYTES = 512 << 10;
  /** The maximum number of bytes to search: a viewer of the console may search, and that must not take long. */
  private static final int SEARCHED_BYTES = 32 << 20;

  private final Path path;
  private final ChainedFile file;
  private final Deque<AuditEntry> newest = new ArrayDeque<>();
  private final Deque<AuditEntry> unwritten = new ArrayDeque<>();
  private final Runnable listener;
  private boolean endIsRead;
  private volatile String problem = "";

  /** @param listener called whenever {@link #problem} changes */
  AuditFile(Path path, Runnable listener) {
    this.path = path;
    file = new ChainedFile(path, ChainedFile.UNLIMITED);
    this.listener = listener;
  }

  @Override
  public synchronized void add(AuditEntry entry) {
    readEnd();
    retain(entry);
    String line = VisibleText.line(entry.who() + ": " + entry.what() + ": " + entry.detail());
    LOG.info("Audit: {}{}", line, entry.done() ? "" : " (refused)");
    unwritten.addLast(entry);
    if (unwritten.size() > KEPT) {
      unwritten.removeFirst();
    }
    write();
  }

  @Override
  public synchronized List<AuditEntry> recent(int most) {
    readEnd();
    if (!unwritten.isEmpty()) {
      write();
    }
    return newest.stream().limit(most).toList();
  }

  // Without the lock while the file is read: a change must not wait for a search.
  @Override
  public List<AuditEntry> find(Predicate<AuditEntry> filter, int limit) {
    List<AuditEntry> recent = recent(KEPT);
    List<AuditEntry> found = new ArrayList<>(recent.stream().filter(filter).limit(limit).toList());
    if (found.size() < limit && !recent.isEmpty()) {
      addOlder(recent.getLast(), filter, limit, found);
    }
    return found;
  }

  /** Adds the entries of the file that are older than an entry, until there are enough. */
  private void addOlder(AuditEntry oldest, Predicate<AuditEntry> filter, int limit, List<AuditEntry> found) {
    boolean[] older = {false};
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ReverseLineReader.read(channel, SEARCHED_BYTES, line -> {
        Optional<AuditEntry> entry = AuditLine.read(line);
        if (older[0]) {
          entry.filter(filter).ifPresent(found::add);
        }
        older[0] |= entry.filter(oldest::equals).isPresent();
        return found.size() < limit;
      });
    } catch (NoSuchFileException e) {
      LOG.debug("{} was moved away, or nothing was written yet", path);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: older entries are not shown: {}", path, e.toString());
    }
  }

  /** The digest of the newest entry in the file; that of the start of a chain if there is none. */
  String head() {
    recent(0); // writes entries that could not be written
    return file.head();
  }

  /** The reason why entries cannot be written; empty if they can. The method never waits. */
  String problem() {
    return problem;
  }

  private void write() {
    try {
      while (!unwritten.isEmpty()) {
        file.append(AuditLine.write(unwritten.getFirst()));
        unwritten.removeFirst();
      }
      reportProblem("");
    } catch (IOException e) {
      reportProblem(
          path + " cannot be written (" + e + "): changes are only written to the log of the engine; see eyas.audit.file");
    }
  }

  private void reportProblem(String changed) {
    if (changed.equals(problem)) {
      return;
    }
    if (changed.isEmpty()) {
      LOG.info("{} can be written again", path);
    } else {
      LOG.error("{}", changed);
    }
    problem = changed;
    listener.run();
  }

  private void retain(AuditEntry entry) {
    newest.addFirst(entry);
    if (newest.size() > KEPT) {
      newest.removeLast();
    }
  }

  // Called when the entries are needed for the first time, because a start must not wait for them.
  private void readEnd() {
    if (endIsRead) {
      return;
    }
    endIsRead = true;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
      String end = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      end.lines().forEach(line -> AuditLine.read(line).ifPresent(this::retain));
    } catch (NoSuchFileException e) {
      LOG.debug("{} does not exist yet", path);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: older entries are not shown: {}", path, e.toString());
    }
  }
}
