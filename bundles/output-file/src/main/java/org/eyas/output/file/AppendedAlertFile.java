package org.eyas.output.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.eyas.api.alert.AlertsLostException;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which lines are appended. The lines of a batch are written together after the last one. In a pipe each line is
 * written by itself, because only short writes are not mixed with those of other programs.
 *
 * <p>If the file is kept open, the first line of each batch checks whether it still has its name, so that a program that rotates
 * it does not have to send a signal. One thread writes. Another thread may call {@link #close} while the first one is blocked.
 */
final class AppendedAlertFile implements Closeable {
  private static final int MOST_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(AppendedAlertFile.class);

  private final Path path;
  private final boolean keepOpen;
  private final FileRotation rotation;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private volatile @Nullable FileChannel out;
  private volatile boolean closed;
  private @Nullable Object identity;
  private boolean regular;
  private boolean begun;
  private long size;
  private boolean failed;

  /** @param keepOpen whether the file stays open between lines */
  AppendedAlertFile(Path path, boolean keepOpen) {
    this(path, keepOpen, FileRotation.NEVER);
  }

  AppendedAlertFile(Path path, boolean keepOpen, FileRotation rotation) {
    this.path = path;
    this.keepOpen = keepOpen;
    this.rotation = rotation;
  }

  /** Appends a line. If that fails, the file is opened again for the next one. */
  void append(String line, boolean endOfBatch) throws IOException {
    writing.lock();
    try {
      batch.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      batch.write('\n');
      if (!begun && out != null && isReplaced()) {
        release();
      }
      FileChannel file = opened();
      begun = !endOfBatch;
      if (endOfBatch || !regular || batch.size() >= MOST_BYTES || rotation.isDue(size + batch.size())) {
        write(file);
      }
    } catch (IOException e) {
      throw lost(failure(e));
    } finally {
      writing.unlock();
    }
    if (!keepOpen && endOfBatch) {
      release();
    }
  }

  private void write(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(batch.toByteArray());
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } finally {
      batch.reset();
      size += bytes.position();
      batch.write(bytes.array(), bytes.position(), bytes.remaining());
    }
    if (rotation.isDue(size)) {
      rotate();
    }
  }

  // The lines that are still in the batch did not reach the file; of a line that was written in part, the rest is in the batch.
  private AlertsLostException lost(IOException failure) throws IOException {
    int lines = 0;
    for (byte b : batch.toByteArray()) {
      lines += b == '\n' ? 1 : 0;
    }
    batch.reset();
    begun = false;
    failed = true;
    release();
    return new AlertsLostException(lines, failure);
  }

  // The line has been written, so it does not count as failed if the rotation fails.
  private void rotate() throws IOException {
    release();
    try {
      rotation.rotate(path);
    } catch (IOException e) {
      LOG.error("file: {} cannot be rotated (eyas.file_output): {}; it keeps growing", path, reason(e));
    }
  }

  /** Creates the file, unless the name belongs to something else: opening a pipe could wait for its reader. */
  void check() throws IOException {
    if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
      try {
        opened();
      } catch (IOException e) {
        throw failure(e);
      }
      if (!keepOpen) {
        release();
      }
    }
  }

  private IOException failure(IOException e) {
    return new IOException(
        "failed to write to output file " + path + " (file_output.filename): " + reason(e), e);
  }

  void reopen() throws IOException {
    if (keepOpen) {
      FileChannel open = out;
      try {
        if (open != null) {
          write(open);
        }
        release();
        opened();
      } catch (IOException e) {
        throw new IOException("failed to open output file " + path + " (file_output.filename): " + reason(e), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    FileChannel file = out;
    if (writing.tryLock()) {
      try {
        if (file != null) {
          write(file);
        }
      } finally {
        writing.unlock();
      }
    }
    release();
  }

  private FileChannel opened() throws IOException {
    FileChannel open = out;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IOException("the output was switched off");
    }
    if (failed) {
      endTornLine();
    }
    FileChannel fresh = new FileOutputStream(path.toFile(), true).getChannel();
    out = fresh;
    identity = identity();
    regular = Files.isRegularFile(path);
    size = regular ? Files.size(path) : 0;
    return fresh;
  }

  // When the disk was full, half a line may have been written. The next line must begin on a new line.
  private void endTornLine() throws IOException {
    if (Files.isRegularFile(path)) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        long length = file.length();
        file.seek(Math.max(0, length - 1));
        if (length > 0 && file.read() != '\n') {
          file.write('\n');
        }
      }
    }
    failed = false;
  }

  private boolean isReplaced() throws IOException {
    Object now = identity();
    return now == null || !now.equals(identity);
  }

  // Device and inode of the file with this name; null if there is none.
  private @Nullable Object identity() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void release() throws IOException {
    FileChannel open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }

  // A message such as "/var/x.txt (Permission denied)" would name the file twice.
  private static String reason(IOException e) {
    String message = Reason.of(e);
    int parenthesis = message.lastIndexOf(" (");
    return e instanceof FileNotFoundException && parenthesis >= 0
        ? message.substring(parenthesis + 2, message.length() - 1)
        : message;
  }
}
