package org.eyas.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eyas.api.failure.Reason;

/** The lock of a directory in which one process stores entries. The system releases the lock when the process ends. */
public final class DirectoryLock implements Closeable {
  private static final String FILE = "lock";

  private final FileChannel channel;
  private final FileIdentity identity;

  private DirectoryLock(FileChannel channel, FileIdentity identity) {
    this.channel = channel;
    this.identity = identity;
  }

  /** @throws IOException if the directory is not writable, or this process or another one uses it */
  public static DirectoryLock of(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new IOException("another process uses it");
      }
      return new DirectoryLock(channel, FileIdentity.of(file));
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("this process uses it already", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The reason for which a directory cannot be used. If Java has an exception type for the reason, the message of the
   * exception is only the file name.
   */
  public static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is not a directory";
      default -> Reason.of(failure);
    };
  }

  /**
   * Whether the directory and the file of the lock still exist. Without them, another process can also lock the
   * directory.
   */
  public boolean isThere() {
    return identity.isThere();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
