package org.eyas.driver.ptrace.trace;

import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.kernel.CallInfo;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.eyas.driver.ptrace.kernel.Signals;
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
  private final TracedCalls calls;
  private final boolean hasFilter;
  private final Recording recording;
  private final Notices notices;
  private final TreeBond bond;
  private final Tracees tracees = new Tracees();
  private final Placement placement = new Placement(tracees, Signals.thread(), System.nanoTime());
  private int unannounced;
  private int starting; // 0: none

  /**
   * @param calls the recorded calls
   * @param hasFilter whether the tracees have a filter for these calls; if not, they stop at every call
   */
  Tracer(Tools tools, TracedCalls calls, boolean hasFilter, Recording recording, Notices notices) {
    ptrace = tools.ptrace();
    memory = tools.memory();
    bond = new TreeBond(ptrace, memory);
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

  Tracees tracees() {
    return tracees;
  }

  /** The choice of the processors on which the tracees run. */
  Placement placement() {
    return placement;
  }

  /** Called when a thread has changed its state, as waitpid(2) reports it. */
  void on(int tid, int status) {
    if ((status & 0xff) == Ptrace.STOPPED) {
      placement.stopped(tid);
      stopped(tid, status >> 8 & 0xff, status >> 16);
    } else {
      gone(tid, status);
    }
  }

  /** Whether a new thread stands still because its creator has not reported it yet. */
  boolean hasUnannounced() {
    return unannounced > 0;
  }

  /** Lets a new thread run if its creator cannot report it any more. Called when no thread waits for the tracer. */
  void beginAbandoned() {
    tracees.forEach(this::beginsWithoutCreator);
  }

  private void stopped(int tid, int signal, int event) {
    Tracee tracee = tracees.get(tid);
    if (tracee == null || tracee.birth != Birth.STARTED) {
      isBorn(tid, tracee, signal);
      return;
    }
    switch (event) {
      case 0 -> signalOrCall(tracee, signal);
      case Ptrace.EVENT_SECCOMP -> enters(tracee);
      case Ptrace.EVENT_FORK, Ptrace.EVENT_VFORK, Ptrace.EVENT_CLONE -> creates(tracee);
      case Ptrace.EVENT_EXEC -> executes(tracee);
      case Ptrace.EVENT_EXIT -> ends(tracee);
      case Ptrace.EVENT_STOP -> waits(tracee, signal);
      default -> resume(tracee, 0);
    }
  }

  private void signalOrCall(Tracee tracee, int signal) {
    if (signal == SYSCALL_STOP) {
      entersOrLeaves(tracee);
    } else {
      if (tracee.tid() != starting) {
        recording.signalled(tracee, signal, ptrace.sender(tracee.tid()));
      }
      resume(tracee, signal);
    }
  }

  private void enters(Tracee tracee) {
    enters(tracee, ptrace.info(tracee.tid()));
    resume(tracee, 0);
  }

  private void enters(Tracee tracee, CallInfo info) {
    tracee.enters(info);
    if (tracee.isNarrow()) {
      calls.narrow().translate(tracee);
      notices.narrow(tracee.pid());
    }
    if (calls.returns(tracee.number()) && !recordsNow(tracee)) {
      tracee.awaitReturn();
      recording.entered(tracee);
    }
    bond.keep(tracee);
  }

  // A stop costs more than all else: there is no second one if the result is known now. Threads without a filter stop anyway.
  // Between this stop and the call, another thread could use the descriptor, or forbid the call with a filter.
  private boolean recordsNow(Tracee tracee) {
    boolean isCertain = hasFilter && tracee.tid() != starting && !tracee.sharesDescriptors();
    long result = isCertain ? recording.foretell(tracee) : EventWriter.UNKNOWN;
    if (result == EventWriter.UNKNOWN) {
      return false;
    }
    tracee.returns(result);
    recording.returned(tracee);
    tracee.leaves();
    return true;
  }

  private void entersOrLeaves(Tracee tracee) {
    CallInfo info = ptrace.info(tracee.tid());
    if (info.isEntry()) {
      enters(tracee, info);
    } else if (info.isExit() && tracee.isInCall()) {
      boolean isRecorded = tracee.awaitsReturn() && tracee.tid() != starting;
      tracee.returns(info.result());
      if (isRecorded) {
        recording.returned(tracee);
        notices.returned(tracee);
      }
      tracee.leaves();
    }
    resume(tracee, 0);
  }

  private void creates(Tracee creator) {
    int tid = (int) ptrace.message(creator.tid());
    Tracee child = tracees.get(tid);
    if (child == null) {
      child = new Tracee(tid, tid, Birth.ANNOUNCED, memory);
      tracees.add(child);
    }
    placement.created(creator, child);
    creator.shares(child, TreeBond.mayShareDescriptors(creator));
    child.isOf(Signals.isThreadOf(creator.pid(), tid) ? creator.pid() : tid);
    if (child.birth != Birth.STARTED) {
      child.inherits(creator);
    }
    if (child.birth == Birth.UNANNOUNCED) {
      begins(child, SIGTRAP);
    }
    resume(creator, 0);
  }

  // The first stop of a new thread can come before the report of the thread that created it.
  private void isBorn(int tid, @Nullable Tracee known, int signal) {
    if (known != null) {
      begins(known, signal);
    } else {
      tracees.add(new Tracee(tid, tid, Birth.UNANNOUNCED, memory));
      unannounced++;
    }
  }

  private void begins(Tracee child, int signal) {
    unannounced -= child.birth == Birth.UNANNOUNCED ? 1 : 0;
    child.birth = Birth.STARTED;
    if (child.isInCall()) {
      recording.returned(child);
      child.leaves();
    }
    waits(child, signal); // it may join a process that is stopped
  }

  // A call of execve that succeeds ends all other threads; the one that is left gets the id of the process.
  private void executes(Tracee tracee) {
    int former = (int) ptrace.message(tracee.tid());
    Tracee caller = tracees.get(former);
    tracee.isAlone();
    starting = tracee.tid() == starting ? 0 : starting;
    if (caller != null && caller != tracee) {
      tracee.inherits(caller);
      tracees.remove(former);
      recording.forget(former);
    }
    recording.executed(tracee);
    notices.executed(tracee.tid());
    tracee.leaves();
    resume(tracee, 0);
  }

  private void ends(Tracee tracee) {
    recording.ended(tracee, (int) ptrace.message(tracee.tid()));
    tracee.hasEnded = true;
    tracee.leaves();
    resume(tracee, 0);
  }

  private void waits(Tracee tracee, int signal) {
    if (signal == SIGTRAP) {
      resume(tracee, 0);
    } else {
      ptrace.request(Ptrace.LISTEN, tracee.tid(), 0, 0); // it stays stopped, until SIGCONT
    }
  }

  // A thread that is killed does not stop any more, neither at its end nor at the creation of another one.
  private void gone(int tid, int status) {
    Tracee tracee = tracees.get(tid);
    if (tracee != null) {
      if (!tracee.hasEnded) {
        recording.isGone(tracee, status);
      }
      unannounced -= tracee.birth == Birth.UNANNOUNCED ? 1 : 0;
      tracees.remove(tid);
    }
    recording.forget(tid); // not at its end: other threads of its process still find it among their siblings
  }

  // The report of a creator that was killed never comes.
  private void beginsWithoutCreator(Tracee child) {
    if (child.birth == Birth.UNANNOUNCED && !tracees.canHaveCreatorOf(child)) {
      tracees.forEach(other -> child.isOf(Signals.isThreadOf(other.pid(), child.tid()) ? other.pid() : child.pid()));
      begins(child, SIGTRAP);
    }
  }

  /** Lets a thread continue, and delivers a signal to it; 0: none. */
  void resume(Tracee tracee, int signal) {
    boolean stopsAtCall = !hasFilter || tracee.awaitsReturn();
    ptrace.request(stopsAtCall ? Ptrace.SYSCALL : Ptrace.CONT, tracee.tid(), 0, signal);
  }
}
