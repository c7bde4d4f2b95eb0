package org.eyas.driver.ptrace.proc;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * Asks the kernel about the open descriptors of threads, by the links in their folder {@code fd}. The folders of the
 * threads that were asked last stay open. Unlike the folders of {@link ThreadProcFolders}, such a folder keeps its owner,
 * so it is opened again for a new program. Used by the tracer's thread only; nothing is allocated.
 */
public final class OpenDescriptors {
  private static final MemorySegment FOLDER = ProcPath.name("fd");

  private final TracerSystemCalls kernel;
  private final ProcPath names = new ProcPath();
  private final ThreadProcFolders threads;
  private final ThreadFolderTable table;

  public OpenDescriptors(TracerSystemCalls kernel, ThreadProcFolders threads) {
    this.kernel = kernel;
    this.threads = threads;
    table = new ThreadFolderTable(kernel);
  }

  /** The folder of a thread, or a negative errno. */
  public int folder(int tid) {
    int folder = table.get(tid);
    return folder >= 0 ? folder : table.open(tid, threads.of(tid), FOLDER);
  }

  /** Whether the thread has the descriptor: 0 or a negative errno, which is ENOENT if it has not. */
  public int find(int tid, int fd) {
    boolean isOld = table.get(tid) >= 0;
    int found = kernel.find(folder(tid), name(fd));
    if (found < 0 && isOld) { // the folder of a thread that has ended says the same
      forget(tid);
      found = kernel.find(folder(tid), name(fd));
    }
    return found;
  }

  /** The name of a descriptor's link in the folder. Valid until the next one. */
  public MemorySegment name(int fd) {
    return names.ofDescriptor(fd);
  }

  /**
   * Called when the thread has ended, so that another thread can get its id; or when it executes a program, so that its
   * folder can get another owner.
   */
  public void forget(int tid) {
    table.forget(tid);
  }

  /** Closes all folders. */
  public void close() {
    table.close();
  }
}
