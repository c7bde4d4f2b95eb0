package org.eyas.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;

/**
 * A file or directory that is found but not opened for reading (O_PATH), which has no effect on a device and does not
 * wait for the writer of a FIFO. {@link #path} leads to this file even if another file gets its name meanwhile.
 *
 * <p>For directories that other users control, such as the root of a container. One thread uses the object. It must be
 * closed.
 */
public final class OpenedPath implements AutoCloseable {
  private static final long OPENAT2 = 437;
  private static final long O_PATH_CLOEXEC = 012000000;
  private static final long O_RDONLY_NONBLOCK_CLOEXEC = 02004000;
  private static final long RESOLVE_NO_MAGICLINKS = 0x2;
  private static final long RESOLVE_NO_SYMLINKS = 0x4;
  private static final long RESOLVE_BENEATH = 0x8;
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

  private static native long read(int fd, byte[] into, long count) throws LastErrorException;

  /** Finds a file by its path. Follows links. */
  public static OpenedPath of(Path path) throws IOException {
    return new OpenedPath(open(AT_FDCWD, path.toString(), O_PATH_CLOEXEC, 0));
  }

  /**
   * Finds a file below this directory. Follows links as if this directory were the root, so that they do not lead out
   * of it.
   *
   * @throws NoSuchFileException if there is none
   */
  public OpenedPath below(String relative) throws IOException {
    return new OpenedPath(open(fd, relative, O_PATH_CLOEXEC, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS));
  }

  /**
   * Finds an entry of this directory.
   *
   * @param name a name, without a slash
   * @throws NoSuchFileException if there is none, or if it is a symbolic link
   */
  public OpenedPath child(String name) throws IOException {
    return new OpenedPath(open(fd, name, O_PATH_CLOEXEC, RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH));
  }

  /** Type, permissions, owner and size of this file, as they are now. */
  public FileState state() throws IOException {
    return FileState.of(Files.readAttributes(path(), FileState.ATTRIBUTES));
  }

  /**
   * Opens this file for reading from its beginning. The file must be regular, see {@link #state}. The owner of the file
   * cannot delay the call, neither with a FIFO nor with a lease on the file (fcntl(2), F_SETLEASE). The caller closes
   * the stream.
   */
  public InputStream read() throws IOException {
    return new OpenedFile(open(AT_FDCWD, path().toString(), O_RDONLY_NONBLOCK_CLOEXEC, 0));
  }

  private static final class OpenedFile extends InputStream {
    private final int file;
    private final byte[] one = new byte[1];

    OpenedFile(int file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      byte[] part = offset == 0 ? into : new byte[length];
      try {
        int count = (int) OpenedPath.read(file, part, length);
        if (part != into && count > 0) {
          System.arraycopy(part, 0, into, offset, count);
        }
        return count == 0 && length > 0 ? -1 : count;
      } catch (LastErrorException e) {
        throw new IOException("the file cannot be read: " + Reason.of(e), e);
      }
    }

    @Override
    public void close() {
      OpenedPath.close(file);
    }
  }

  /** A path that leads to this file until it is closed. */
  public Path path() {
    return Path.of("/proc/self/fd/" + fd);
  }

  /**
   * The id of the mount in which the file is: the first number of the line of the mount in /proc/PID/mountinfo. A copy
   * of the mount in another namespace has another id.
   */
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

  private static int open(int directory, String path, long flags, long resolve) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    try (Memory text = new Memory(bytes.length + 1L);
        Memory how = new Memory(HOW_BYTES)) {
      text.write(0, bytes, 0, bytes.length);
      text.setByte(bytes.length, (byte) 0);
      how.setLong(0, flags);
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
            : new IOException(path + " cannot be opened: " + Reason.of(cause));
    failure.initCause(cause);
    return failure;
  }
}
