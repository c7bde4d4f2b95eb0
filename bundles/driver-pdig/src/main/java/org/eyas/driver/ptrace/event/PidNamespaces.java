package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/**
 * Finds out whether a thread lives or creates processes in a pid namespace other than the first pid namespace of the
 * machine. A thread never changes its own namespace, which is the tracer's namespace or one below it. A thread can
 * change the namespace of its children at any time, with unshare(2) and setns(2). Used by the tracer's thread only.
 */
final class PidNamespaces {
  private static final long FIRST = 0xeffffffcL; // its inode, the same on every Linux
  private static final byte[] FIRST_TARGET = ProcPath.bytes("pid:[" + FIRST + "]");
  private static final MemorySegment OWN = ProcPath.name("/proc/self/ns/pid");
  private static final MemorySegment OF_CHILDREN = ProcPath.name("ns/pid_for_children");
  private static final byte[] IDS = ProcPath.bytes("NSpid:"); // one in each namespace from that of the tracer on

  private final ThreadProcFolders folders;
  private final EventThreadFacts thread;
  private final ProcFileText link;
  private final boolean isTracerNested;

  PidNamespaces(TracerSystemCalls kernel, ThreadProcFolders folders, EventThreadFacts thread) {
    this.folders = folders;
    this.thread = thread;
    link = new ProcFileText(kernel);
    link.readLink(TracerSystemCalls.AT_FDCWD, OWN);
    isTracerNested = link.length() > 0 && !link.startsWith(FIRST_TARGET);
  }

  /**
   * Whether the thread of an event lives or creates processes in another namespace.
   *
   * @param event a call that creates a thread; for a new thread, whose result is 0, both are the same namespace
   */
  boolean areNested(EventDraft event) {
    int levels = thread.status().count(IDS);
    return isTracerNested || levels > 1 || levels == 1 && event.result() != 0 && createsElsewhere(event.tid());
  }

  // After unshare(2), the namespace has no link until it has its first process.
  private boolean createsElsewhere(int tid) {
    int result = link.readLink(folders.of(tid), OF_CHILDREN);
    return result < 0 ? result == -TracerSystemCalls.ENOENT : !link.startsWith(FIRST_TARGET);
  }
}
