package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;

/** A real device: a file below /dev. */
final class RingDeviceFile implements RingDevice {
  private static final int O_RDWR = 2;
  private static final int O_SYNC = 04010000;
  private static final int O_CLOEXEC = 02000000;
  private static final int PAGE = 4096; // the module maps one page for any length up to the page size

  static {
    Native.register(RingDeviceFile.class, "c");
  }

  private final int fd;

  private RingDeviceFile(int fd) {
    this.fd = fd;
  }

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int ioctl(int fd, long request, long argument) throws LastErrorException;

  private static native int ioctl(int fd, long request, Pointer answer) throws LastErrorException;

  /**
   * Opens a device. The module takes the calling thread for the reader. So no thread can open a device twice, and the
   * devices that one thread opened belong together.
   */
  static RingDevice open(Path path) {
    return new RingDeviceFile(open(path.toString(), O_RDWR | O_SYNC | O_CLOEXEC));
  }

  @Override
  public void set(ModuleRequest request, long argument) {
    ioctl(fd, request.code(), argument);
  }

  @Override
  public long version(ModuleRequest request) {
    try (Memory answer = new Memory(Long.BYTES)) {
      ioctl(fd, request.code(), answer);
      return answer.getLong(0);
    }
  }

  @Override
  public MemoryMapping info() {
    return Libc.map(fd, 0, PAGE, true);
  }

  @Override
  public MemoryMapping data(int bytes) {
    return Libc.map(fd, 0, 2L * bytes, false);
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
