package org.eyas.control.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.data.VisibleText;
import org.eyas.evidence.chain.ChainDigest;
import org.eyas.evidence.chain.ChainedLine;
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
  /** Options that do not follow a link which another user created in place of the file. */
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final Deque<AuditEntry> newest = new ArrayDeque<>();
  private final Deque<AuditEntry> unwritten = new ArrayDeque<>();
  private final Runnable listener;
  private final ChainDigest digest = new ChainDigest();
  private boolean endIsRead;
  private volatile String head = ChainDigest.START;
  private volatile String problem = "";

  /** @param listener called whenever {@link #problem} changes */
  AuditFile(Path path, Runnable listener) {
    this.path = path;
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
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ReverseLineReader.read(file, SEARCHED_BYTES, line -> {
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
    recent(0);
    return head;
  }

  /** The reason why entries cannot be written; empty if they can. The method never waits. */
  String problem() {
    return problem;
  }

  private void write() {
    try {
      while (!unwritten.isEmpty()) {
        append(ChainedLine.continued(AuditLine.write(unwritten.getFirst()), head, digest));
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

  private void append(String line) throws IOException {
    makeFolder();
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel file = FileChannel.open(path, APPEND, secret)) {
      file.position(file.size());
      ByteBuffer bytes = StandardCharsets.UTF_8.encode((endsWithinALine(file) ? "\n" : "") + line + "\n");
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      head = ChainedLine.head(line.getBytes(StandardCharsets.UTF_8)); // also if the disk fails now, and the entry is written again
      file.force(true);
    }
  }

  private void makeFolder() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static boolean endsWithinALine(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
  }

  // Called when the entries are needed for the first time, because a start must not wait for them.
  private void readEnd() {
    if (endIsRead) {
      return;
    }
    endIsRead = true;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      file.position(Math.max(0, file.size() - TAIL_BYTES));
      ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
      while (bytes.hasRemaining() && file.read(bytes) > 0) {}
      head = ChainedLine.head(Arrays.copyOf(bytes.array(), bytes.position()));
      String end = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      end.lines().forEach(line -> AuditLine.read(line).ifPresent(this::retain));
    } catch (NoSuchFileException e) {
      LOG.debug("{} does not exist yet", path);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: older entries are not shown: {}", path, e.toString());
    }
  }
}
