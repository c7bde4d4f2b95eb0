package org.eyas.driver.ebpf.name;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** System calls of Linux for which libc may have no function. */
final class PathSystemCalls {
  /** Does not follow links of /proc that lead to files as such, like root, cwd and fd/N: they have no name. */
  static final long RESOLVE_NO_MAGICLINKS = 0x2;

  /** Resolves the path as if the directory were the root. */
  static final long RESOLVE_IN_ROOT = 0x10;

  /** Resolves only in the kernel's memory, without waiting for a file system. Since Linux 5.12. */
  static final long RESOLVE_CACHED = 0x20;

  static final int AT_FDCWD = -100;

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final long OPENAT2 = 437;
  private static final long STATX = ARM ? 291 : 332;
  private static final long O_PATH_CLOEXEC = 012000000;
  private static final int HOW_BYTES = 24;
  private static final int STATX_BYTES = 256;
  private static final int STATX_INO = 0x100;
  private static final long AT_EMPTY_PATH_DONT_SYNC = 0x1000 | 0x4000;

  static {
    Native.register(PathSystemCalls.class, "c");
  }

  private PathSystemCalls() {}

  private static native long syscall(long number, long directory, Pointer path, Pointer how, long size)
      throws LastErrorException;

  private static native long syscall(
      long number, long directory, Pointer path, long flags, long mask, Pointer to) throws LastErrorException;

  static native int close(int fd);

  /**
   * Opens a descriptor that only refers to a file and cannot read it (O_PATH).
   *
   * @param path the path in Latin-1, so that each character is a byte
   * @throws LastErrorException if the path does not lead to a file
   */
  static int open(int directory, String path, long resolve) {
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    try (Memory text = new Memory(bytes.length + 1L);
        Memory how = new Memory(HOW_BYTES)) {
      text.write(0, bytes, 0, bytes.length);
      text.setByte(bytes.length, (byte) 0);
      how.setLong(0, O_PATH_CLOEXEC);
      how.setLong(8, 0);
      how.setLong(16, resolve);
      return (int) syscall(OPENAT2, directory, text, how, HOW_BYTES);
    }
  }

  /** The device and inode of a descriptor's file, as the kernel has them in memory. */
  record Identity(long device, long inode) {}

  static Identity identity(int fd) {
    try (Memory empty = new Memory(1);
        Memory stat = new Memory(STATX_BYTES)) {
      empty.setByte(0, (byte) 0);
      syscall(STATX, fd, empty, AT_EMPTY_PATH_DONT_SYNC, STATX_INO, stat);
      return new Identity(stat.getLong(136), stat.getLong(32));
    }
  }
}
