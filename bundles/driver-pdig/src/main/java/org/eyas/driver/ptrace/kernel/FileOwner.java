package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Owner and mode of a file as the kernel has them in memory. stat(2) could wait for the file system, which a traced program may
 * serve.
 *
 * @param uid the user to which the file belongs
 * @param mode type and permissions
 */
public record FileOwner(int uid, int mode) {
  private static final int AT_FDCWD = -100;
  private static final int AT_STATX_DONT_SYNC = 0x4000;
  private static final int MODE_AND_UID = 0x2 | 0x8;
  private static final int BYTES = 256; // struct statx
  private static final int UID = 20;
  private static final int MODE = 28;
  private static final MethodHandle STATX =
      LibcFunction.of("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

  /** Looks up a file. Any thread may call it, but not for each event. */
  public static FileOwner of(Path path) throws NoSuchFileException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment found = memory.allocate(BYTES, Long.BYTES);
      MemorySegment name = memory.allocateFrom(path.toString());
      if (statx(memory.allocate(LibcFunction.ERRNO_LAYOUT), name, found) < 0) {
        throw new NoSuchFileException(path.toString());
      }
      return new FileOwner(found.get(JAVA_INT, UID), found.get(JAVA_SHORT, MODE) & 0xffff);
    }
  }

  private static int statx(MemorySegment errno, MemorySegment path, MemorySegment to) {
    try {
      return (int) STATX.invokeExact(errno, AT_FDCWD, path, AT_STATX_DONT_SYNC, MODE_AND_UID, to);
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
