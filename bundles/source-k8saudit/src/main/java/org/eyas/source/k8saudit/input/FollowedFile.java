package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that is still written, such as that of an API server. If another file gets its name (rotation), the old one is read to its
 * end first. If it becomes shorter (truncation), it is read from its beginning. A line counts when its line break is there.
 */
final class FollowedFile implements AuditInput {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
  private static final int IDLE_MILLIS = 50;

  private final Path path;
  private final InputLimits limits;
  private DocumentBuffer buffer;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long position;

  private FollowedFile(Path path, InputLimits limits) {
    this.path = path;
    this.limits = limits;
    buffer = newBuffer();
  }

  static FollowedFile open(Path path, InputLimits limits) throws SourceException {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder)) {
      throw new SourceException(
          path + " cannot be followed: " + (Files.isDirectory(path) ? "it is a directory" : folder + " is not a directory"),
          "name the log of the API server (--audit-log-path)");
    }
    FollowedFile file = new FollowedFile(path, limits);
    try {
      file.begin();
    } catch (IOException e) {
      throw new SourceException(
          path + " cannot be followed: " + Reason.of(e), "check the permissions of the file", e);
    }
    return file;
  }

  private DocumentBuffer newBuffer() {
    return new DocumentBuffer(path.toString(), limits.maxDocumentBytes());
  }

  private void begin() throws IOException {
    if (!openAgain()) {
      LOG.info("{} does not exist yet: audit events are read as soon as it does", path);
      return;
    }
    FileChannel opened = Objects.requireNonNull(channel);
    position = limits.fromBeginning() ? 0 : opened.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    if (position > 0 && opened.read(last, position - 1) == 1 && last.get(0) != '\n') {
      buffer.skipLine();
    }
  }

  // From its beginning; false if there is no file, or another one has just got its name.
  private boolean openAgain() throws IOException {
    try {
      Object before = fileKey();
      FileChannel opened = FileChannel.open(path);
      Object after = fileKey();
      if (!before.equals(after)) {
        Closing.quietly(opened);
        return false;
      }
      close();
      channel = opened;
      key = after;
      buffer = newBuffer();
      position = 0;
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Object fileKey() throws IOException {
    return Objects.requireNonNullElse(Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
  }

  @Override
  public Found next(AuditDocument into, boolean waits) throws IOException {
    if (read(into)) {
      return Found.DOCUMENT;
    }
    if (!waits) {
      return Found.IDLE;
    }
    if (isTruncated() ? truncated(into) : isReplaced() && replaced(into)) {
      return Found.DOCUMENT;
    }
    pause();
    return Found.IDLE;
  }

  private boolean read(AuditDocument into) throws IOException {
    FileChannel opened = channel;
    boolean found = buffer.next(into, false);
    int count = opened == null ? 0 : 1;
    while (opened != null && !found && count > 0) {
      count = buffer.fill(opened, position);
      position += Math.max(0, count);
      found = buffer.next(into, false);
    }
    return found;
  }

  private boolean isTruncated() throws IOException {
    FileChannel opened = channel;
    return opened != null && opened.size() < position;
  }

  // What is left of a line is a document, so that it is counted and reported.
  private boolean truncated(AuditDocument into) throws IOException {
    LOG.info("{} became shorter: it is read from its beginning", path);
    boolean isLeft = buffer.next(into, true);
    buffer = newBuffer();
    position = 0;
    return isLeft || read(into);
  }

  private boolean isReplaced() throws IOException {
    try {
      return channel == null || !fileKey().equals(key);
    } catch (NoSuchFileException e) {
      return false; // it was moved away: the writer may still write, and has not created the next one
    }
  }

  // The old file may have got more lines after the last look at it.
  private boolean replaced(AuditDocument into) throws IOException {
    if (read(into)) {
      return true;
    }
    boolean isLeft = buffer.next(into, true);
    return openAgain() && !isLeft ? read(into) : isLeft;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks this and ends
    }
  }

  @Override
  public void close() {
    FileChannel opened = channel;
    channel = null;
    if (opened != null) {
      Closing.quietly(opened);
    }
  }
}
