package org.eyas.driver.ptrace.trace;

import java.util.BitSet;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.call.TraceeMemory;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.SystemCallStop;
import org.jspecify.annotations.Nullable;

/** A traced thread and the system call that it is in. Owned by the tracer's thread. */
final class Tracee implements TracedSystemCall {
  private static final int NO_CALL = -1;

  /** The tracer's knowledge about the beginning of a thread. */
  enum Birth {
    /** The thread has stopped for the first time, and its creator has not reported it yet. The thread waits. */
    UNANNOUNCED,
    /** The creator has reported the thread; the thread has not stopped yet. */
    ANNOUNCED,
    /** The thread runs. */
    STARTED
  }

  private final int tid;
  private final ProcessMemory memory;
  private final long[] arguments = new long[6];
  private int pid;
  private int number = NO_CALL;
  private long result;
  private boolean narrow;
  private boolean awaitsReturn;
  private boolean sharesDescriptors = true; // until the tracer knows better
  Birth birth;
  boolean hasEnded;

  /** The processors of the thread before it shared a processor with the tracer; null if it never shared one. */
  @Nullable BitSet processors;

  /** @param memory reads the memory of any tracee */
  Tracee(int tid, int pid, Birth birth, ProcessMemory memory) {
    this.tid = tid;
    this.pid = pid;
    this.birth = birth;
    this.memory = memory;
  }

  /** Called when the thread begins a call. */
  void enterCall(SystemCallStop info) {
    number = info.number();
    narrow = !info.isNative();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = info.argument(i);
    }
  }

  /** Sets the number of the call in the native table. */
  void setNativeNumber(int nativeNumber) {
    number = nativeNumber;
  }

  /** Sets an argument of the call, because some calls of 32-bit programs pass the address of their arguments. */
  void argument(int index, long value) {
    arguments[index] = value;
  }

  /** Requires the thread to stop when the call returns. */
  void awaitReturn() {
    awaitsReturn = true;
  }

  /** Called when the call returns. */
  void completeCall(long value) {
    result = value;
    awaitsReturn = false;
  }

  /** Called when the thread is in no call any more. */
  void leaveCall() {
    number = NO_CALL;
    awaitsReturn = false;
  }

  /**
   * Copies the call that another thread began: the creator of this thread, or this thread itself under its former id.
   */
  void inheritCall(Tracee other) {
    number = other.number;
    narrow = other.narrow;
    System.arraycopy(other.arguments, 0, arguments, 0, arguments.length);
    result = 0;
  }

  /** Sets the process of the thread. */
  void setProcess(int process) {
    pid = process;
  }

  /**
   * Sets whether this thread and its new child share their descriptors. They can do so from the creation of the child
   * on.
   */
  void shareDescriptors(Tracee child, boolean descriptors) {
    sharesDescriptors |= descriptors;
    child.sharesDescriptors = descriptors;
  }

  boolean sharesDescriptors() {
    return sharesDescriptors;
  }

  /**
   * Called when the thread executes a program. The thread is now the only thread of its process, and shares its
   * descriptors with no other thread.
   */
  void becomeOnlyThread() {
    pid = tid;
    sharesDescriptors = false;
    hasEnded = false;
    birth = Birth.STARTED;
    result = 0;
    awaitsReturn = false;
  }

  @Override
  public boolean isNarrow() {
    return narrow;
  }

  boolean isInCall() {
    return number != NO_CALL;
  }

  boolean awaitsReturn() {
    return awaitsReturn;
  }

  @Override
  public int tid() {
    return tid;
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public long argument(int index) {
    return arguments[index];
  }

  @Override
  public long result() {
    return result;
  }

  @Override
  public TraceeMemory memory() {
    return memory.selectTracee(tid);
  }
}
