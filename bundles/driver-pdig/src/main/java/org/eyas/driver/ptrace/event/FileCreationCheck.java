package org.eyas.driver.ptrace.event;

/**
 * Finds out whether an open with O_CREAT created its file. At the entry, the path is looked up in the kernel's memory,
 * without waiting. A file that exists at the entry is not created. If the kernel does not know the path, the birth time
 * of the file decides at the return. Used by the tracer's thread only. The table allocates no objects. If two threads
 * share a place in it, the answer for one thread is "not created".
 */
final class FileCreationCheck {
  private static final int O_EXCL = 0200;
  private static final int PLACES = 4096;

  private final int[] threads = new int[PLACES];
  private final long[] since = new long[PLACES];

  private static int place(int tid) {
    return tid & PLACES - 1;
  }

  /** Called when a thread begins an open of a file that exists. */
  void existed(int tid) {
    threads[place(tid)] = 0;
  }

  /**
   * Called when a thread begins an open of a file that is not known to exist.
   *
   * @param nanos a file born at this time or later is new; 0 if it is certain that the file did not exist
   */
  void mayCreate(int tid, long nanos) {
    threads[place(tid)] = tid;
    since[place(tid)] = nanos;
  }

  /**
   * Whether an open that succeeded created its file.
   *
   * @param bornNanos when the file was born; 0 if its file system does not know
   */
  boolean hasCreated(int tid, long flags, long bornNanos) {
    int place = place(tid);
    boolean isOwn = threads[place] == tid;
    threads[place] = 0;
    return (flags & O_EXCL) != 0 || (isOwn && (since[place] == 0 || bornNanos >= since[place]));
  }
}
