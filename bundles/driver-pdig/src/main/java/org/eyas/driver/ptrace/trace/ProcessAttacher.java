package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.driver.ptrace.kernel.ErrnoText;
import org.eyas.driver.ptrace.kernel.Ptrace;

/** Begins and ends the tracing of a process that runs already. Runs on the thread that traces. */
final class ProcessAttacher {
  private static final int SIGTRAP = 5;

  private final TracerTools tools;
  private final Tracer tracer;

  ProcessAttacher(TracerTools tools, Tracer tracer) {
    this.tools = tools;
    this.tracer = tracer;
  }

  /** Traces all threads of a process. Each thread stops soon, and then stops at every system call. */
  void seize(int pid) throws IOException {
    Path threads = Path.of("/proc/" + pid + "/task");
    if (!Files.isDirectory(threads)) {
      throw new IOException("there is no process " + pid);
    }
    // A thread that is not traced yet can create another one meanwhile.
    while (seizeNew(pid, threads)) {}
  }

  private boolean seizeNew(int pid, Path threads) throws IOException {
    boolean found = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(threads)) {
      for (Path entry : entries) {
        int tid = Integer.parseInt(entry.getFileName().toString());
        found |= tracer.tracees().get(tid) == null && seize(pid, tid);
      }
    }
    return found;
  }

  private boolean seize(int pid, int tid) throws IOException {
    int error = -tools.ptrace().request(Ptrace.SEIZE, tid, 0, Ptrace.OPTIONS);
    if (error == Ptrace.ESRCH) {
      return false; // it has ended
    }
    if (error == Ptrace.EPERM) {
      throw new IOException("process " + pid + " cannot be traced: it belongs to another user, has another tracer,"
          + " or kernel.yama.ptrace_scope forbids it; run as root");
    }
    if (error != 0) {
      throw new IOException("process " + pid + " cannot be traced: " + ErrnoText.of(error)
          + "; start it again under eyas run");
    }
    tracer.add(tid, pid);
    tools.ptrace().request(Ptrace.INTERRUPT, tid, 0, 0);
    return true;
  }

  /**
   * Lets all threads continue without the tracer. Only a stopped thread can be released, so each thread is interrupted
   * first.
   *
   * @param deadlineNanos a thread that does not stop by this time is released when the tracer's thread ends
   */
  void release(long deadlineNanos) {
    Ptrace ptrace = tools.ptrace();
    TraceeTable left = tracer.tracees();
    left.forEach(tracee -> ptrace.request(Ptrace.INTERRUPT, tracee.tid(), 0, 0));
    left.forEach(this::releaseIfWaiting);
    while (left.size() > 0 && System.nanoTime() - deadlineNanos < 0) {
      int tid = ptrace.await();
      if (tid == -Ptrace.ECHILD) {
        return;
      }
      if (tid > 0) {
        release(tid, ptrace.status());
      }
    }
  }

  // A thread whose creator was not reported yet stands still and will not stop again.
  private void releaseIfWaiting(Tracee tracee) {
    if (tracee.birth == Tracee.Birth.UNANNOUNCED) {
      tools.ptrace().request(Ptrace.DETACH, tracee.tid(), 0, 0);
      tracer.tracees().remove(tracee.tid());
    }
  }

  private void release(int tid, int status) {
    if ((status & 0xff) == Ptrace.STOPPED) {
      int event = status >> 16;
      int signal = status >> 8 & 0xff;
      boolean isSignal = event == 0 && (signal & 0x80) == 0;
      boolean staysStopped = event == Ptrace.EVENT_STOP && signal != SIGTRAP;
      tools.ptrace().request(Ptrace.DETACH, tid, 0, isSignal || staysStopped ? signal : 0);
    }
    tracer.tracees().remove(tid);
  }
}
