package org.eyas.driver.ptrace.trace;

import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.eyas.driver.ptrace.kernel.SystemCallStop;
import org.eyas.driver.ptrace.trace.Tracee.Birth;
import org.jspecify.annotations.Nullable;

/**
 * Reacts to each stop of a traced thread: records its event and lets it continue. Used by the one thread that traces; the kernel
 * accepts its requests from no other.
 *
 * <p>A command's threads stop where their filter says so, and again when the call returns. Attached threads have no filter, and
 * stop at the beginning and the end of every call.
 */
final class Tracer {
  private static final int SIGTRAP = 5;
  private static final int SYSCALL_STOP = SIGTRAP | 0x80;

  private final Ptrace ptrace;
  private final ProcessMemory memory;
  private final TracedCallSet calls;
  private final boolean hasFilter;
  private final StopRecorder recording;
  private final TracingNotices notices;
  private final UntracedCloneGuard bond;
  private final TraceeTable tracees = new TraceeTable();
  private final ProcessorPlacement placement = new ProcessorPlacement(tracees, ProcessSignals.thread(), System.nanoTime());
  private int unannounced;
  private int starting; // 0: none

  /**
   * @param calls the recorded calls
   * @param hasFilter whether the tracees have a filter for these calls; if not, they stop at every call
   */
  Tracer(TracerTools tools, TracedCallSet calls, boolean hasFilter, StopRecorder recording, TracingNotices notices) {
    ptrace = tools.ptrace();
    memory = tools.memory();
    bond = new UntracedCloneGuard(ptrace, memory);
    this.calls = calls;
    this.hasFilter = hasFilter;
    this.recording = recording;
    this.notices = notices;
  }

  /** Adds a thread that is traced from now on. The thread has to be stopped, and continues with {@link #resume}. */
  void add(int tid, int pid) {
    tracees.add(new Tracee(tid, pid, Birth.STARTED, memory));
  }

  /** Adds the thread that starts the command. Its calls are not recorded until it executes the command. */
  void addStarting(int tid) {
    add(tid, tid);
    starting = tid;
  }

  TraceeTable tracees() {
    return tracees;
  }

  /** The choice of the processors on which the tracees run. */
  ProcessorPlacement placement() {
    return placement;
  }

  /** Called when a thread has changed its state, as waitpid(2) reports it. */
  void onStateChange(int tid, int status) {
    if ((status & 0xff) == Ptrace.STOPPED) {
      placement.stopped(tid);
      onStop(tid, status >> 8 & 0xff, status >> 16);
    } else {
      onThreadGone(tid, status);
    }
  }

  /** Whether a new thread stands still because its creator has not reported it yet. */
  boolean hasUnannounced() {
    return unannounced > 0;
  }

  /** Lets a new thread run if its creator cannot report it any more. Called when no thread waits for the tracer. */
  void startAbandoned() {
    tracees.forEach(this::startWithoutCreator);
  }

  private void onStop(int tid, int signal, int event) {
    Tracee tracee = tracees.get(tid);
    if (tracee == null || tracee.birth != Birth.STARTED) {
      onFirstStop(tid, tracee, signal);
      return;
    }
    switch (event) {
      case 0 -> onSignalOrCallStop(tracee, signal);
      case Ptrace.EVENT_SECCOMP -> onCallEntry(tracee);
      case Ptrace.EVENT_FORK, Ptrace.EVENT_VFORK, Ptrace.EVENT_CLONE -> onThreadCreated(tracee);
      case Ptrace.EVENT_EXEC -> onExec(tracee);
      case Ptrace.EVENT_EXIT -> onThreadExit(tracee);
      case Ptrace.EVENT_STOP -> onGroupStop(tracee, signal);
      default -> resume(tracee, 0);
    }
  }

  private void onSignalOrCallStop(Tracee tracee, int signal) {
    if (signal == SYSCALL_STOP) {
      onCallStop(tracee);
    } else {
      if (tracee.tid() != starting) {
        recording.recordSignal(tracee, signal, ptrace.sender(tracee.tid()));
      }
      resume(tracee, signal);
    }
  }

  private void onCallEntry(Tracee tracee) {
    onCallEntry(tracee, ptrace.info(tracee.tid()));
    resume(tracee, 0);
  }

  private void onCallEntry(Tracee tracee, SystemCallStop info) {
    tracee.enterCall(info);
    if (tracee.isNarrow()) {
      calls.narrow().translate(tracee);
      notices.narrow(tracee.pid());
    }
    if (calls.returns(tracee.number()) && !recordsNow(tracee)) {
      tracee.awaitReturn();
      recording.recordEntry(tracee);
    }
    bond.clearUntracedFlag(tracee);
  }

  // A stop costs more than all else: there is no second one if the result is known now. Threads without a filter stop anyway.
  // Between this stop and the call, another thread could use the descriptor, or forbid the call with a filter.
  private boolean recordsNow(Tracee tracee) {
    boolean isCertain = hasFilter && tracee.tid() != starting && !tracee.sharesDescriptors();
    long result = isCertain ? recording.foretell(tracee) : EventWriter.UNKNOWN;
    if (result == EventWriter.UNKNOWN) {
      return false;
    }
    tracee.completeCall(result);
    recording.recordReturn(tracee);
    tracee.leaveCall();
    return true;
  }

  private void onCallStop(Tracee tracee) {
    SystemCallStop info = ptrace.info(tracee.tid());
    if (info.isEntry()) {
      onCallEntry(tracee, info);
    } else if (info.isExit() && tracee.isInCall()) {
      boolean isRecorded = tracee.awaitsReturn() && tracee.tid() != starting;
      tracee.completeCall(info.result());
      if (isRecorded) {
        recording.recordReturn(tracee);
        notices.returned(tracee);
      }
      tracee.leaveCall();
    }
    resume(tracee, 0);
  }

  private void onThreadCreated(Tracee creator) {
    int tid = (int) ptrace.message(creator.tid());
    Tracee child = tracees.get(tid);
    if (child == null) {
      child = new Tracee(tid, tid, Birth.ANNOUNCED, memory);
      tracees.add(child);
    }
    placement.created(creator, child);
    creator.shareDescriptors(child, UntracedCloneGuard.mayShareDescriptors(creator));
    child.setProcess(ProcessSignals.isThreadOf(creator.pid(), tid) ? creator.pid() : tid);
    if (child.birth != Birth.STARTED) {
      child.inheritCall(creator);
    }
    if (child.birth == Birth.UNANNOUNCED) {
      startThread(child, SIGTRAP);
    }
    resume(creator, 0);
  }

  // The first stop of a new thread can come before the report of the thread that created it.
  private void onFirstStop(int tid, @Nullable Tracee known, int signal) {
    if (known != null) {
      startThread(known, signal);
    } else {
      tracees.add(new Tracee(tid, tid, Birth.UNANNOUNCED, memory));
      unannounced++;
    }
  }

  private void startThread(Tracee child, int signal) {
    unannounced -= child.birth == Birth.UNANNOUNCED ? 1 : 0;
    child.birth = Birth.STARTED;
    if (child.isInCall()) {
      recording.recordReturn(child);
      child.leaveCall();
    }
    onGroupStop(child, signal); // it may join a process that is stopped
  }

  // A call of execve that succeeds ends all other threads; the one that is left gets the id of the process.
  private void onExec(Tracee tracee) {
    int former = (int) ptrace.message(tracee.tid());
    Tracee caller = tracees.get(former);
    tracee.becomeOnlyThread();
    starting = tracee.tid() == starting ? 0 : starting;
    if (caller != null && caller != tracee) {
      tracee.inheritCall(caller);
      tracees.remove(former);
      recording.forget(former);
    }
    recording.recordExec(tracee);
    notices.executed(tracee.tid());
    tracee.leaveCall();
    resume(tracee, 0);
  }

  private void onThreadExit(Tracee tracee) {
    recording.recordExit(tracee, (int) ptrace.message(tracee.tid()));
    tracee.hasEnded = true;
    tracee.leaveCall();
    resume(tracee, 0);
  }

  private void onGroupStop(Tracee tracee, int signal) {
    if (signal == SIGTRAP) {
      resume(tracee, 0);
    } else {
      ptrace.request(Ptrace.LISTEN, tracee.tid(), 0, 0); // it stays stopped, until SIGCONT
    }
  }

  // A thread that is killed does not stop any more, neither at its end nor at the creation of another one.
  private void onThreadGone(int tid, int status) {
    Tracee tracee = tracees.get(tid);
    if (tracee != null) {
      if (!tracee.hasEnded) {
        recording.recordGone(tracee, status);
      }
      unannounced -= tracee.birth == Birth.UNANNOUNCED ? 1 : 0;
      tracees.remove(tid);
    }
    recording.forget(tid); // not at its end: other threads of its process still find it among their siblings
  }

  // The report of a creator that was killed never comes.
  private void startWithoutCreator(Tracee child) {
    if (child.birth == Birth.UNANNOUNCED && !tracees.canHaveCreatorOf(child)) {
      tracees.forEach(other -> child.setProcess(ProcessSignals.isThreadOf(other.pid(), child.tid()) ? other.pid() : child.pid()));
      startThread(child, SIGTRAP);
    }
  }

  /** Lets a thread continue, and delivers a signal to it; 0: none. */
  void resume(Tracee tracee, int signal) {
    boolean stopsAtCall = !hasFilter || tracee.awaitsReturn();
    ptrace.request(stopsAtCall ? Ptrace.SYSCALL : Ptrace.CONT, tracee.tid(), 0, signal);
  }
}
