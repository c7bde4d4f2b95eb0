package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * Looks up paths from the point of view of a thread: its root, its current directory, its descriptors. Asks the
 * kernel's memory only, so that a hanging file system cannot hold up the tracer. Used by the tracer's thread only.
 */
public final class PathLookup {
  private static final int MOST_BYTES = 4096;
  private static final long O_PATH_CLOEXEC = 012000000;
  private static final long RESOLVE_NO_MAGICLINKS = 0x2;
  private static final long RESOLVE_IN_ROOT = 0x10;
  private static final long RESOLVE_CACHED = 0x20;
  private static final MemorySegment ROOT = ProcPath.name("root");
  private static final MemorySegment CURRENT = ProcPath.name("cwd");
  // Names that lead every process to its own folder of /proc, and what they stand for below it.
  private static final byte[][] OWN = {
      ProcPath.bytes("/proc/self/"), ProcPath.bytes("/proc/net/"), ProcPath.bytes("/dev/fd/"), ProcPath.bytes("/dev/stdin\0"),
      ProcPath.bytes("/dev/stdout\0"), ProcPath.bytes("/dev/stderr\0"), ProcPath.bytes("/etc/mtab\0"),
      ProcPath.bytes("/proc/mounts\0")};
  private static final byte[][] BELOW = {
      ProcPath.bytes("/"), ProcPath.bytes("/net/"), ProcPath.bytes("/fd/"), ProcPath.bytes("/fd/0\0"),
      ProcPath.bytes("/fd/1\0"), ProcPath.bytes("/fd/2\0"), ProcPath.bytes("/mounts\0"), ProcPath.bytes("/mounts\0")};

  private final TracerSystemCalls kernel;
  private final ProcPath paths = new ProcPath();
  private final ThreadProcFolders folders;
  private final OpenDescriptors descriptors;
  private final MemorySegment text = Arena.ofAuto().allocate(MOST_BYTES + 32);
  private final MemorySegment how = Arena.ofAuto().allocate(24, Long.BYTES);

  public PathLookup(TracerSystemCalls kernel, ThreadProcFolders folders, OpenDescriptors descriptors) {
    this.kernel = kernel;
    this.folders = folders;
    this.descriptors = descriptors;
    how.set(JAVA_LONG, 0, O_PATH_CLOEXEC);
  }

  /**
   * Opens a descriptor that only refers to the file.
   *
   * @param directory the descriptor where a relative path begins, or AT_FDCWD
   * @param path bytes that end with a zero
   * @param length their number, with the zero
   * @return the descriptor, or a negative errno; EAGAIN if only the file system knows
   */
  public int open(int pid, int tid, int directory, byte[] path, int length) {
    if (length < 2 || length > MOST_BYTES) {
      return -TracerSystemCalls.EAGAIN;
    }
    int own = indexOfOwn(path, length);
    if (own >= 0) {
      copyOwn(pid, own, path, length);
      return openBelow(TracerSystemCalls.AT_FDCWD, RESOLVE_CACHED);
    }
    boolean isAbsolute = path[0] == '/';
    int fd = isAbsolute ? kernel.openPath(folders.of(tid), ROOT) : openDirectory(tid, directory);
    if (fd < 0) {
      return fd;
    }
    MemorySegment.copy(path, 0, text, JAVA_BYTE, 0, length);
    int found = openBelow(fd, isAbsolute ? RESOLVE_IN_ROOT | RESOLVE_CACHED : RESOLVE_CACHED);
    kernel.close(fd);
    return found;
  }

  private int openDirectory(int tid, int directory) {
    return directory == TracerSystemCalls.AT_FDCWD
        ? kernel.openPath(folders.of(tid), CURRENT)
        : kernel.openPath(descriptors.folder(tid), descriptors.name(directory));
  }

  private static int indexOfOwn(byte[] path, int length) {
    for (int i = 0; i < OWN.length; i++) {
      int size = OWN[i].length;
      if (size <= length && Arrays.equals(path, 0, size, OWN[i], 0, size)) {
        return i;
      }
    }
    return -1;
  }

  // "/proc/PID", what the name stands for, and the rest of the path.
  private void copyOwn(int pid, int own, byte[] path, int length) {
    int at = 0;
    MemorySegment folder = paths.ofProcess(pid);
    while (folder.get(JAVA_BYTE, at) != 0) {
      text.set(JAVA_BYTE, at, folder.get(JAVA_BYTE, at));
      at++;
    }
    MemorySegment.copy(BELOW[own], 0, text, JAVA_BYTE, at, BELOW[own].length);
    int skipped = OWN[own].length;
    MemorySegment.copy(path, skipped, text, JAVA_BYTE, at + BELOW[own].length, length - skipped);
  }

  // Through root, cwd or fd/N of /proc, every file has names that no rule can know: such a folder does not count.
  private int openBelow(int directory, long resolve) {
    int end = 0;
    int slash = -1;
    while (text.get(JAVA_BYTE, end) != 0) {
      slash = text.get(JAVA_BYTE, end) == '/' ? end : slash;
      end++;
    }
    if (slash > 0) {
      text.set(JAVA_BYTE, slash, (byte) 0);
      int folder = open(directory, resolve | RESOLVE_NO_MAGICLINKS);
      text.set(JAVA_BYTE, slash, (byte) '/');
      if (folder < 0) {
        return folder;
      }
      kernel.close(folder);
    }
    return open(directory, resolve);
  }

  private int open(int directory, long resolve) {
    how.set(JAVA_LONG, 16, resolve);
    return kernel.open(directory, text, how);
  }
}
