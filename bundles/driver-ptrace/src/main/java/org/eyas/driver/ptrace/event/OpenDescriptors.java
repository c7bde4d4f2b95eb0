package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * Asks the kernel about the open descriptors of threads, by the links in {@code /proc/TID/fd}. The folders of the threads that
 * were asked last stay open, because the kernel then looks up one name instead of four, which takes a quarter less time. A folder
 * keeps its owner and its thread: it is opened again for a new program or a new thread. Used by the tracer's thread only; nothing
 * is allocated.
 */
final class OpenDescriptors {
  private static final int PLACES = 64; // one thread each; two threads of one place take turns
  private static final int NONE = -1;
  private static final byte[] FOLDER = ProcPath.bytes("/fd");

  private final SystemCalls kernel;
  private final ProcPath paths;
  private final int[] threads = new int[PLACES];
  private final int[] folders = new int[PLACES];

  OpenDescriptors(SystemCalls kernel, ProcPath paths) {
    this.kernel = kernel;
    this.paths = paths;
    Arrays.fill(folders, NONE);
  }

  /** The folder of a thread, or a negative errno. */
  int folder(int tid) {
    int place = tid & PLACES - 1;
    if (threads[place] != tid || folders[place] < 0) {
      forget(threads[place]);
      threads[place] = tid;
      folders[place] = kernel.openPath(paths.of(tid, FOLDER));
    }
    return folders[place];
  }

  /** Whether the thread has the descriptor: 0 or a negative errno, which is ENOENT if it has not. */
  int find(int tid, int fd) {
    int place = tid & PLACES - 1;
    boolean isOld = threads[place] == tid && folders[place] >= 0;
    int found = kernel.find(folder(tid), name(fd));
    if (found < 0 && isOld) { // the folder of a thread that has ended says the same
      forget(tid);
      found = kernel.find(folder(tid), name(fd));
    }
    return found;
  }

  /** The name of a descriptor's link in the folder. Valid until the next one. */
  MemorySegment name(int fd) {
    return paths.ofDescriptor(fd);
  }

  /** The thread has ended, and another one can get its id; or it executes a program, and its folder can get another owner. */
  void forget(int tid) {
    int place = tid & PLACES - 1;
    if (threads[place] == tid && folders[place] >= 0) {
      kernel.close(folders[place]);
      folders[place] = NONE;
    }
  }

  /** Closes all folders. */
  void close() {
    for (int thread : threads) {
      forget(thread);
    }
  }
}
