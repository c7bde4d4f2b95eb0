package org.eyas.evidence.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * A file of chained lines that only its owner may read. When it is full, it is moved to the same name with {@code .1}, in place of
 * the file that was moved before; the next file continues the chain. Any thread may use it.
 */
public final class ChainedFile {
  private static final int TAIL_BYTES = 4 << 20;
  /** Options that do not follow a link which another user created in place of the file. */
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final long mostBytes;
  private final ChainDigest digest = new ChainDigest();
  private String head = "";

  /** @param mostBytes the size of the file and of the moved one together */
  public ChainedFile(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
  }

  /** Appends an object in JSON as a line, which is on the disk when this returns. */
  public synchronized void append(String object) throws IOException {
    readHead();
    String line = ChainedLine.continued(object, head, digest);
    moveIfFull(line.length());
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel file = FileChannel.open(path, APPEND, secret)) {
      file.position(file.size());
      ByteBuffer bytes = StandardCharsets.UTF_8.encode((endsWithinALine(file) ? "\n" : "") + line + "\n");
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      head = ChainedLine.head(line.getBytes(StandardCharsets.UTF_8));
      file.force(true);
    }
  }

  private void moveIfFull(int more) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) + more > mostBytes / 2) {
      Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean endsWithinALine(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
  }

  /** The digest of the newest line; that of the start of a chain if there is none. */
  public synchronized String head() {
    try {
      readHead();
      return head;
    } catch (IOException e) {
      return ""; // the next line that is appended reports it
    }
  }

  private void readHead() throws IOException {
    if (!head.isEmpty()) {
      return;
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long from = Math.max(0, file.size() - TAIL_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
      while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
      head = ChainedLine.head(Arrays.copyOf(bytes.array(), bytes.position()));
    } catch (NoSuchFileException e) {
      head = ChainDigest.START;
    }
  }
}
