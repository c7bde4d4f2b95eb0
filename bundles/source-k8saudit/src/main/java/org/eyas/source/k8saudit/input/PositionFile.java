package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a {@link ReadPosition} in a file, so that it survives any end of the process. A loss of power may lose the
 * newest positions; events are then read again. The loop's thread writes the file after each document, with one system
 * call and without allocating. If the file cannot be written or another process uses it, a line in the log says so, and
 * the audit log is read without it.
 */
final class PositionFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
  private static final String KEY = "eyas.k8saudit.position_file";

  private final Path path;
  private final PositionCodec bytes = new PositionCodec();
  private @Nullable RandomAccessFile file;

  private PositionFile(Path path, @Nullable RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /** @param text the path; empty for none */
  static PositionFile open(String text) {
    Path path = Path.of(text);
    if (text.isEmpty()) {
      return new PositionFile(path, null);
    }
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return locked(path, new RandomAccessFile(path.toFile(), "rw"));
    } catch (IOException e) {
      PositionFile none = new PositionFile(path, null);
      none.warn(e);
      return none;
    }
  }

  // Two processes would overwrite each other's positions. The lock ends with the process.
  private static PositionFile locked(Path path, RandomAccessFile opened) throws IOException {
    if (isFree(opened)) {
      return new PositionFile(path, opened);
    }
    QuietCloser.closeQuietly(opened);
    LOG.warn(
        "{} is used by another process: after a restart, the log of audit events is not continued where it was left: give each process a file"
            + " of its own, with {}",
        path, KEY);
    return new PositionFile(path, null);
  }

  private static boolean isFree(RandomAccessFile opened) throws IOException {
    try {
      return opened.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return true; // an earlier capture of this process, which is about to end
    }
  }

  private void warn(IOException failure) {
    LOG.warn(
        "{} cannot be used: {}; after a restart, the log of audit events is not continued where it was left: change {}", path,
        Reason.of(failure), KEY);
  }

  /** The position of an earlier run; empty if the file has none, or is damaged. */
  Optional<ReadPosition> read() {
    RandomAccessFile opened = file;
    try {
      if (opened != null && opened.length() >= PositionCodec.LENGTH) {
        opened.seek(0);
        opened.readFully(bytes.array());
        return bytes.parsed();
      }
    } catch (IOException e) {
      warn(e);
    }
    return Optional.empty();
  }

  /** Stores a position. The parameters are the parts of {@link ReadPosition}, to make no object for each document. */
  void save(long pathSum, long inode, ReadPosition.Beginning beginning, long offset, long line) {
    RandomAccessFile opened = file;
    if (opened == null) {
      return;
    }
    bytes.put(pathSum, inode, beginning, offset, line);
    try {
      opened.seek(0);
      opened.write(bytes.array());
    } catch (IOException e) {
      warn(e);
      close();
    }
  }

  @Override
  public void close() {
    RandomAccessFile opened = file;
    file = null;
    if (opened != null) {
      QuietCloser.closeQuietly(opened);
    }
  }
}
