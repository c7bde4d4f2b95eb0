package org.eyas.evidence.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of chained lines that only its owner may read. It is opened for each line, so that it may be moved away; the next file
 * continues the chain. With a limit, a full file is moved to its name with {@code .1}, and the one that has this name is dropped.
 * Engines may share a file without a limit. Any thread may use it.
 */
public final class ChainedFile {
  private static final Logger LOG = LoggerFactory.getLogger(ChainedFile.class);
  /** The limit of a file that is never full. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Options that do not follow a link which another user created in place of the file. */
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final long mostBytes;
  private final ChainDigest digest = new ChainDigest();
  private String head = "";
  private long size = -1; // after the last line of this object

  /** @param mostBytes the size of the file and of the moved one together */
  public ChainedFile(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
  }

  /**
   * Appends an object in JSON as a line, which is on the disk when this returns.
   *
   * @return whether the line begins a file
   */
  public synchronized boolean append(String object) throws IOException {
    readHead();
    makeFolder();
    moveIfFull(object.length());
    String dropped = headOf(moved(2)); // the file is dropped after the line that says so, because a kill can come in between
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    boolean begins;
    try (FileChannel file = FileChannel.open(path, APPEND, secret)) {
      lock(file);
      begins = file.size() == 0;
      followOthers(file);
      write(file, dropped.isEmpty() ? object : ChainedLine.withDropped(object, dropped));
      file.force(true);
    }
    if (!dropped.isEmpty()) {
      Files.delete(moved(2));
    }
    return begins;
  }

  // The lock ends with the channel. Without locks in the file system, engines cannot share the file.
  private static void lock(FileChannel file) throws IOException {
    try {
      file.lock();
    } catch (OverlappingFileLockException e) {
      throw new IOException("this process already writes to it", e);
    } catch (IOException e) {
      LOG.debug("No lock", e);
    }
  }

  // The head changes before the disk can fail: the line is in the file then, and may be written again.
  private void write(FileChannel file, String object) throws IOException {
    String line = ChainedLine.continued(object, head, digest);
    ByteBuffer bytes = StandardCharsets.UTF_8.encode((endsWithinALine(file) ? "\n" : "") + line + "\n");
    if (bytes.remaining() > ChainedLine.MOST_BYTES) {
      throw new IOException("a line of " + bytes.remaining() + " bytes is too long");
    }
    file.position(file.size());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    head = ChainedLine.head(line.getBytes(StandardCharsets.UTF_8));
    size = file.size();
  }

  // Lines of another engine count only after the newest line of this one: the chain must break if lines were removed.
  private void followOthers(FileChannel file) throws IOException {
    if (file.size() != size) {
      head = ChainedLine.newest(end(file), head).orElse(head);
    }
  }

  private void makeFolder() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private Path moved(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  private void moveIfFull(int more) throws IOException {
    if (mostBytes == UNLIMITED || !Files.exists(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) + more <= mostBytes / 2) {
      return;
    }
    if (Files.exists(moved(1))) {
      Files.move(moved(1), moved(2), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(path, moved(1));
  }

  private String headOf(Path file) throws IOException {
    return mostBytes == UNLIMITED || !Files.exists(file) ? "" : ChainedLine.head(end(file));
  }

  private static boolean endsWithinALine(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
  }

  /** The digest of the newest line; that of the start of a chain if there is none; empty if the file cannot be read. */
  public synchronized String head() {
    try {
      readHead();
      return head;
    } catch (IOException e) {
      return ""; // the next line that is appended reports it
    }
  }

  // A file that was just moved away has the newest line.
  private void readHead() throws IOException {
    List<Path> files = head.isEmpty() ? RotatedLineFiles.of(path) : List.of();
    for (Path file : files.reversed()) {
      String newest = ChainedLine.head(end(file));
      if (!newest.equals(ChainDigest.START)) {
        head = newest;
        return;
      }
    }
    head = head.isEmpty() ? ChainDigest.START : head;
  }

  private static byte[] end(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return end(file);
    }
  }

  private static byte[] end(FileChannel file) throws IOException {
    long from = Math.max(0, file.size() - ChainedLine.MOST_BYTES);
    ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
