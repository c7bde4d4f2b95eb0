package org.eyas.output.file;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that lines are added to, each in one write, so that no line is held back and none is mixed with another writer's.
 *
 * <p>Of a file that stays open it is looked at the first line of each batch whether it still stands under its name: who
 * rotates it needs to send no signal. One thread writes; {@link #close} may come from another while that one is blocked.
 */
final class AlertFile implements Closeable {
  // Under load no batch ends; it is looked at the file's name all the same, and one that is not kept open is closed.
  private static final int LONGEST_BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(AlertFile.class);

  private final Path path;
  private final boolean keepOpen;
  private final Rotation rotation;
  private volatile @Nullable OutputStream out;
  private volatile boolean closed;
  private @Nullable Object identity;
  private long size;
  private int lines;
  private boolean failed;

  /** @param keepOpen whether the file stays open between lines */
  AlertFile(Path path, boolean keepOpen) {
    this(path, keepOpen, Rotation.NEVER);
  }

  AlertFile(Path path, boolean keepOpen, Rotation rotation) {
    this.path = path;
    this.keepOpen = keepOpen;
    this.rotation = rotation;
  }

  /** Adds a line. Where that fails the file is opened anew for the next one. */
  void append(String line, boolean endOfBatch) throws IOException {
    try {
      if (lines == 0 && out != null && isReplaced()) {
        release();
      }
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      opened().write(bytes);
      size += bytes.length;
      lines = endOfBatch || lines == LONGEST_BATCH ? 0 : lines + 1;
      if (rotation.isDue(size)) {
        rotate();
      }
    } catch (IOException e) {
      failed = true;
      release();
      throw failure(e);
    }
    if (!keepOpen && lines == 0) {
      release();
    }
  }

  // The line is written: what cannot be moved is no reason to count it as failed.
  private void rotate() throws IOException {
    release();
    try {
      rotation.rotate(path);
    } catch (IOException e) {
      LOG.error("file: {} cannot be rotated (eyas.file_output): {}; it goes on growing", path, reason(e));
    }
  }

  /** Makes the file, unless what stands under its name is no file: a pipe may wait for its reader. */
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
      release();
      try {
        opened();
      } catch (IOException e) {
        throw new IOException("failed to open output file " + path + " (file_output.filename): " + reason(e), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    release();
  }

  private OutputStream opened() throws IOException {
    OutputStream open = out;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IOException("the output was switched off");
    }
    if (failed) {
      endTornLine();
    }
    OutputStream fresh = new FileOutputStream(path.toFile(), true);
    out = fresh;
    identity = identity();
    size = rotation.bytes() > 0 && Files.isRegularFile(path) ? Files.size(path) : 0;
    return fresh;
  }

  // A disk that was full may have taken half a line; the next one must not stick to it.
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

  // Device and inode, or null where nothing stands under the name.
  private @Nullable Object identity() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void release() throws IOException {
    OutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }

  // "/var/x.txt (Permission denied)" names the file once more.
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    int parenthesis = message.lastIndexOf(" (");
    return e instanceof FileNotFoundException && parenthesis >= 0
        ? message.substring(parenthesis + 2, message.length() - 1)
        : message;
  }
}
