package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The registers of a stopped tracee, of the 64-bit mode of x86_64: {@code struct user_regs_struct}. */
public final class TraceeRegisters {
  private static final int BYTES = 216;
  private static final int RAX = 80;
  private static final int ORIG_RAX = 120;
  private static final int RIP = 128;
  private static final int RSP = 152;
  private static final int[] ARGUMENTS = {112, 104, 96, 56, 72, 64}; // rdi, rsi, rdx, r10, r8, r9

  private final Ptrace ptrace;
  private final int tid;
  private final MemorySegment registers;
  private final MemorySegment before;

  /** Reads the registers. */
  public TraceeRegisters(Ptrace ptrace, int tid, Arena memory) {
    this.ptrace = ptrace;
    this.tid = tid;
    registers = memory.allocate(BYTES, Long.BYTES);
    before = memory.allocate(BYTES, Long.BYTES);
    read();
    before.copyFrom(registers);
  }

  /** The address of the next instruction. */
  public long next() {
    return registers.get(JAVA_LONG, RIP);
  }

  /** The address of the top of the stack. */
  public long stack() {
    return registers.get(JAVA_LONG, RSP);
  }

  /** The result of the system call. */
  public long result() {
    return registers.get(JAVA_LONG, RAX);
  }

  public void read() {
    ptrace.request(Ptrace.GETREGS, tid, 0, registers.address());
  }

  /** Prepares a system call by an instruction at this address. */
  public void call(long instruction, long number, long... arguments) {
    registers.copyFrom(before);
    registers.set(JAVA_LONG, RIP, instruction);
    registers.set(JAVA_LONG, RAX, number);
    registers.set(JAVA_LONG, ORIG_RAX, -1); // the kernel must not restart the call in which the tracee stopped
    for (int i = 0; i < ARGUMENTS.length; i++) {
      registers.set(JAVA_LONG, ARGUMENTS[i], i < arguments.length ? arguments[i] : 0);
    }
    ptrace.request(Ptrace.SETREGS, tid, 0, registers.address());
  }

  /** Sets all registers to their values of the beginning. */
  public void restore() {
    ptrace.request(Ptrace.SETREGS, tid, 0, before.address());
  }
}
