package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a log that is still written, such as the log of an API server. If another file gets the name of the log
 * (rotation), the old file is read to its end first. If the file becomes shorter (truncation), it is read from its
 * beginning. A line counts when its line break is written.
 *
 * <p>After a restart, reading continues after the last evaluated document, even if the log was rotated in the meantime.
 * The {@link PositionFile} identifies the file of that document. Files that were written after that file are read
 * before the present one.
 */
final class FollowedFileInput implements AuditInput {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedFileInput.class);
  private static final int IDLE_MILLIS = 50;
  private static final int ATTEMPTS = 3;

  private final Path path;
  private final InputLimits limits;
  private DocumentBuffer buffer;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long position; // the buffer has the bytes before it
  private final PositionFile positions;
  private final long pathSum;
  private long inode;
  private ReadPosition.Beginning beginning = ReadPosition.Beginning.NONE;

  private FollowedFileInput(Path path, InputLimits limits) {
    this.path = path;
    this.limits = limits;
    buffer = newBuffer();
    positions = PositionFile.open(limits.positionFile());
    pathSum = sum(path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static long sum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  static FollowedFileInput open(Path path, InputLimits limits) throws SourceException {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder)) {
      throw new SourceException(
          path + " cannot be followed: " + (Files.isDirectory(path) ? "it is a directory" : folder + " is not a directory"),
          "name the log of the API server (--audit-log-path)");
    }
    FollowedFileInput file = new FollowedFileInput(path, limits);
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
    Optional<ReadPosition> earlier = positions.read().filter(each -> each.path() == pathSum);
    if (earlier.isPresent()) {
      resume(earlier.get());
    } else if (openNext()) {
      continueAt(limits.fromBeginning() ? 0 : Objects.requireNonNull(channel).size());
      commit();
    } else {
      LOG.info("{} does not exist yet: audit events are read as soon as it does", path);
    }
  }

  private void resume(ReadPosition from) throws IOException {
    if (openAgain(from) && isThatFile(from)) {
      buffer = new DocumentBuffer(path.toString(), limits.maxDocumentBytes(), from.line());
      beginning = from.beginning();
      continueAt(from.offset());
      return;
    }
    LOG.warn(
        "{}: the file that was read before the restart is gone or was written again: events may be lost; the present file is read from its"
            + " beginning",
        path);
    open(path);
  }

  // Files may be renamed between the listing and the opening.
  private boolean openAgain(ReadPosition from) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Path> files = RotatedFiles.since(path, from.inode());
      if (!files.isEmpty() && open(files.getFirst()) && inode == from.inode()) {
        return true;
      }
    }
    return false;
  }

  private boolean isThatFile(ReadPosition from) throws IOException {
    return Objects.requireNonNull(channel).size() >= from.offset()
        && beginning(from.beginning().length()).equals(from.beginning());
  }

  private ReadPosition.Beginning beginning(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int count = Objects.requireNonNull(channel).read(bytes, 0);
    return count == length ? new ReadPosition.Beginning(length, sum(bytes.array())) : ReadPosition.Beginning.NONE;
  }

  private void continueAt(long offset) throws IOException {
    position = offset;
    ByteBuffer last = ByteBuffer.allocate(1);
    if (offset > 0 && Objects.requireNonNull(channel).read(last, offset - 1) == 1 && last.get(0) != '\n') {
      buffer.skipLine();
    }
  }

  // Opens the file that was written after this one, at its beginning. Each change searches for it again, because a
  // rotation may give all files other names. False if the file does not exist yet or names are just changing; the
  // caller then tries again.
  private boolean openNext() throws IOException {
    List<Path> files = RotatedFiles.since(path, inode);
    return files.isEmpty() ? open(path) : files.size() > 1 && open(files.get(1));
  }

  // False if the file does not exist, or if another file has just got its name.
  private boolean open(Path file) throws IOException {
    try {
      Object before = fileKey(file);
      long number = RotatedFiles.inode(file);
      FileChannel opened = FileChannel.open(file);
      Object after = fileKey(file);
      if (!before.equals(after)) {
        QuietCloser.closeQuietly(opened);
        return false;
      }
      closeFile();
      channel = opened;
      key = after;
      inode = number;
      beginning = ReadPosition.Beginning.NONE;
      buffer = newBuffer();
      position = 0;
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void commit() throws IOException {
    if (channel != null) {
      long offset = position - buffer.pendingBytes();
      int length = (int) Math.min(offset, ReadPosition.Beginning.MOST);
      if (length > beginning.length()) {
        beginning = beginning(length);
      }
      positions.save(pathSum, inode, beginning, offset, buffer.lineNumber());
    }
  }

  private static Object fileKey(Path file) throws IOException {
    return Objects.requireNonNullElse(Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
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

  // The beginning of a line that was truncated is a document, so that it is counted and reported.
  private boolean truncated(AuditDocument into) throws IOException {
    LOG.info("{} became shorter: it is read from its beginning", path);
    boolean isLeft = buffer.next(into, true);
    buffer = newBuffer();
    beginning = ReadPosition.Beginning.NONE;
    position = 0;
    return isLeft || read(into);
  }

  private boolean isReplaced() throws IOException {
    try {
      return channel == null || !fileKey(path).equals(key);
    } catch (NoSuchFileException e) {
      return false; // it was moved away: the writer may still write, and has not created the next one
    }
  }

  // The old file may have got more lines after it was last read.
  private boolean replaced(AuditDocument into) throws IOException {
    if (read(into)) {
      return true;
    }
    boolean isLeft = buffer.next(into, true);
    return openNext() && !isLeft ? read(into) : isLeft;
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
    closeFile();
    positions.close();
  }

  private void closeFile() {
    FileChannel opened = channel;
    channel = null;
    if (opened != null) {
      QuietCloser.closeQuietly(opened);
    }
  }
}
