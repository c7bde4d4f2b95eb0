package org.eyas.driver.ptrace.proc;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/** Open folders of the threads that were asked last. Used by the tracer's thread only; nothing is allocated. */
final class ThreadFolderTable {
  /** There is no folder. */
  static final int NONE = -1;

  private static final int PLACES = 64; // one thread each; two threads of one place take turns

  private final TracerSystemCalls kernel;
  private final int[] threads = new int[PLACES];
  private final int[] folders = new int[PLACES];

  ThreadFolderTable(TracerSystemCalls kernel) {
    this.kernel = kernel;
    Arrays.fill(folders, NONE);
  }

  private static int place(int tid) {
    return tid & PLACES - 1;
  }

  /** The folder of a thread, or {@link #NONE}. */
  int get(int tid) {
    return threads[place(tid)] == tid ? folders[place(tid)] : NONE;
  }

  /**
   * Opens a folder and keeps it as the folder of a thread, in place of the folder at the same place of the table.
   * Returns the folder, or a negative errno.
   */
  int open(int tid, int parent, MemorySegment name) {
    forget(threads[place(tid)]);
    int folder = kernel.openPath(parent, name);
    threads[place(tid)] = tid;
    folders[place(tid)] = Math.max(NONE, folder);
    return folder;
  }

  /** Closes the folder of a thread, if there is one. */
  void forget(int tid) {
    int folder = get(tid);
    if (folder >= 0) {
      kernel.close(folder);
      folders[place(tid)] = NONE;
    }
  }

  /** Closes all folders. */
  void close() {
    for (int thread : threads) {
      forget(thread);
    }
  }
}
