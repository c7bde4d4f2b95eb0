package org.eyas.driver.ptrace.proc;

import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * The folders {@code /proc/TID/task/TID} of threads. The folders of the last requested threads stay open, because the
 * kernel then looks up one name instead of up to five for each of their files. A folder belongs to its thread until the
 * thread ends, also when the thread executes another program. Used by the tracer's thread only; nothing is allocated.
 */
public final class ThreadProcFolders {
  private final ProcPath paths = new ProcPath();
  private final ThreadFolderTable table;

  public ThreadProcFolders(TracerSystemCalls kernel) {
    table = new ThreadFolderTable(kernel);
  }

  /** The folder of a thread, or a negative errno. */
  public int of(int tid) {
    int folder = table.get(tid);
    return folder >= 0 ? folder : table.open(tid, TracerSystemCalls.AT_FDCWD, paths.ofThread(tid));
  }

  /** Called when the thread is gone, so that another thread can get its id. */
  public void forget(int tid) {
    table.forget(tid);
  }

  /** Closes all folders. */
  public void close() {
    table.close();
  }
}
