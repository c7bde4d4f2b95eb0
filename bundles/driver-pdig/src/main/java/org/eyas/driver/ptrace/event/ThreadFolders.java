package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * The folders {@code /proc/TID/task/TID} of threads. The folders of the last requested threads stay open, because the
 * kernel then looks up one name instead of up to five for each of their files. A folder belongs to its thread until the
 * thread ends, also when the thread executes another program. Used by the tracer's thread only; nothing is allocated.
 */
final class ThreadFolders {
  private final ProcPath paths = new ProcPath();
  private final FolderTable table;

  ThreadFolders(SystemCalls kernel) {
    table = new FolderTable(kernel);
  }

  /** The folder of a thread, or a negative errno. */
  int of(int tid) {
    int folder = table.get(tid);
    return folder >= 0 ? folder : table.open(tid, SystemCalls.AT_FDCWD, paths.ofThread(tid));
  }

  /** Called when the thread is gone, so that another thread can get its id. */
  void forget(int tid) {
    table.forget(tid);
  }

  /** Closes all folders. */
  void close() {
    table.close();
  }
}
