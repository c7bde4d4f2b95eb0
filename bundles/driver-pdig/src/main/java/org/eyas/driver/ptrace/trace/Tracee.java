package org.eyas.driver.ptrace.trace;

import java.util.BitSet;
import org.eyas.driver.ptrace.call.Call;
import org.eyas.driver.ptrace.call.TraceeMemory;
import org.eyas.driver.ptrace.kernel.CallInfo;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.jspecify.annotations.Nullable;

/** A traced thread and the system call that it is in. Owned by the tracer's thread. */
final class Tracee implements Call {
  private static final int NO_CALL = -1;

  /** What the tracer knows about the beginning of a thread. */
  enum Birth {
    /** It has stopped for the first time, and no thread has reported yet that it created it. It waits. */
    UNANNOUNCED,
    /** Its creator has reported it; it has not stopped yet. */
    ANNOUNCED,
    /** It runs. */
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

  /** The processors that it had before it shared one with the tracer; null if it never did. */
  @Nullable BitSet processors;

  /** @param memory reads the memory of any tracee */
  Tracee(int tid, int pid, Birth birth, ProcessMemory memory) {
    this.tid = tid;
    this.pid = pid;
    this.birth = birth;
    this.memory = memory;
  }

  /** The thread begins a call. */
  void enters(CallInfo info) {
    number = info.number();
    narrow = !info.isNative();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = info.argument(i);
    }
  }

  /** The call has another number in the native table. */
  void isNatively(int nativeNumber) {
    number = nativeNumber;
  }

  /** The call has other arguments: some calls of 32-bit programs pass the address of their arguments. */
  void argument(int index, long value) {
    arguments[index] = value;
  }

  /** The thread has to stop when the call returns. */
  void awaitReturn() {
    awaitsReturn = true;
  }

  /** The call returns. */
  void returns(long value) {
    result = value;
    awaitsReturn = false;
  }

  /** The thread is in no call any more. */
  void leaves() {
    number = NO_CALL;
    awaitsReturn = false;
  }

  /** The thread is in the call that another thread began: one that created it, or itself under its former id. */
  void inherits(Tracee other) {
    number = other.number;
    narrow = other.narrow;
    System.arraycopy(other.arguments, 0, arguments, 0, arguments.length);
    result = 0;
  }

  /** The thread belongs to this process. */
  void isOf(int process) {
    pid = process;
  }

  /** Whether another thread can use the descriptors of this one. Both can, from the moment that one created the other. */
  void shares(Tracee child, boolean descriptors) {
    sharesDescriptors |= descriptors;
    child.sharesDescriptors = descriptors;
  }

  boolean sharesDescriptors() {
    return sharesDescriptors;
  }

  /** The thread executes a program: it is now the only one of its process, and of its descriptors. */
  void isAlone() {
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
    return memory.of(tid);
  }
}
