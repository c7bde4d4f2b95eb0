package org.eyas.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;

/**
 * A file or directory that was found but not opened for reading (O_PATH): this has no effect on a device and does not wait for the
 * writer of a FIFO. What is found through {@link #path} is this file, even if its name is given to another one meanwhile.
 *
 * <p>For directories of others, such as the root of a container. One thread uses it. It must be closed.
 */
public final class OpenedPath implements AutoCloseable {
  private static final long OPENAT2 = 437;
  private static final long O_PATH_CLOEXEC = 012000000;
  private static final long RESOLVE_NO_MAGICLINKS = 0x2;
  private static final long RESOLVE_IN_ROOT = 0x10;
  private static final int AT_FDCWD = -100;
  private static final int HOW_BYTES = 24;
  private static final String MOUNT = "mnt_id:";
  private static final int ENOENT = 2;
  private static final int ENOTDIR = 20;
  private static final int ELOOP = 40;

  private final int fd;

  static {
    Native.register(OpenedPath.class, "c");
  }

  private OpenedPath(int fd) {
    this.fd = fd;
  }

  private static native long syscall(long number, long directory, Pointer path, Pointer how, long size)
      throws LastErrorException;

  private static native int close(int fd);

  /** Finds a file by its path. Links are followed. */
  public static OpenedPath of(Path path) throws IOException {
    return new OpenedPath(find(AT_FDCWD, path.toString(), 0));
  }

  /**
   * Finds a file below this directory. Links are followed as if this directory were the root, so they do not lead out of it.
   *
   * @throws NoSuchFileException if there is none
   */
  public OpenedPath below(String relative) throws IOException {
    return new OpenedPath(find(fd, relative, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS));
  }

  /** A path that leads to this file until it is closed. */
  public Path path() {
    return Path.of("/proc/self/fd/" + fd);
  }

  /** The mount that it is in: the first number of its line in /proc/PID/mountinfo. A copy in another namespace has another one. */
  public long mount() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/fdinfo/" + fd))) {
      return lines
          .filter(line -> line.startsWith(MOUNT))
          .mapToLong(line -> Long.parseLong(line.substring(MOUNT.length()).strip()))
          .findFirst()
          .orElseThrow(() -> new IOException("the kernel does not name the mount of a file"));
    }
  }

  @Override
  public void close() {
    close(fd);
  }

  private static int find(int directory, String path, long resolve) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    try (Memory text = new Memory(bytes.length + 1L);
        Memory how = new Memory(HOW_BYTES)) {
      text.write(0, bytes, 0, bytes.length);
      text.setByte(bytes.length, (byte) 0);
      how.setLong(0, O_PATH_CLOEXEC);
      how.setLong(8, 0);
      how.setLong(16, resolve);
      return (int) syscall(OPENAT2, directory, text, how, HOW_BYTES);
    } catch (LastErrorException e) {
      throw failure(path, e);
    }
  }

  private static IOException failure(String path, LastErrorException cause) {
    int errno = cause.getErrorCode();
    IOException failure =
        errno == ENOENT || errno == ENOTDIR || errno == ELOOP
            ? new NoSuchFileException(path)
            : new IOException(path + " cannot be found: " + Reason.of(cause));
    failure.initCause(cause);
    return failure;
  }
}
