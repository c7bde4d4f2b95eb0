package org.eyas.driver.ptrace.event;

import java.io.File;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/** Finds the thread that becomes the parent of an ending thread's children. Used by the tracer's thread only. */
final class ReaperLookup {
  /** The result if the new parent is in another process: the engine finds it among the ancestors. */
  static final int UNKNOWN = -1;

  private static final int NONE = 0;
  private static final int EXITING = 4; // PF_EXITING
  private static final MemorySegment CHILDREN = ProcPath.name("children");
  private static final byte[] THREADS = ProcPath.bytes("Threads:");

  private final ThreadProcFolders folders;
  private final EventThreadFacts thread;
  private final EventThreadFacts sibling;
  private final ProcFileText children;

  ReaperLookup(TracerSystemCalls kernel, ThreadProcFolders folders, EventThreadFacts thread) {
    this.folders = folders;
    this.thread = thread;
    sibling = new EventThreadFacts(kernel, folders);
    children = new ProcFileText(kernel);
  }

  /** The id of that thread; 0 if there are no children, -1 if the thread is not known. */
  int of(int tid) {
    children.read(folders.of(tid), CHILDREN); // only its first record: whether there are any
    if (children.length() == 0) {
      return NONE;
    }
    return thread.status().number(THREADS, 0, 1) > 1 ? living(tid) : UNKNOWN;
  }

  // The first thread of the process that is not at its end, too. It allocates: processes with threads and children are few.
  private int living(int tid) {
    String[] names = new File("/proc/" + tid + "/task").list();
    if (names == null) {
      return UNKNOWN;
    }
    for (String name : names) {
      int other = Integer.parseInt(name);
      sibling.setThread(other);
      if (other != tid && (sibling.field(EventThreadFacts.FLAGS) & EXITING) == 0) {
        return other;
      }
    }
    return UNKNOWN;
  }
}
