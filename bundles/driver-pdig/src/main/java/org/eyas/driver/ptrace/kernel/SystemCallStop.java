package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code struct ptrace_syscall_info}: the point of a system call at which a tracee stopped. */
public final class SystemCallStop {
  static final int BYTES = 88;

  private static final int AUDIT_ARCH_X86_64 = 0xc000003e;
  private static final int WITHOUT_X32 = 0xbfffffff;
  private static final int ENTRY = 1;
  private static final int EXIT = 2;
  private static final int SECCOMP = 3;

  private final MemorySegment memory;

  SystemCallStop(MemorySegment memory) {
    this.memory = memory;
  }

  MemorySegment memory() {
    return memory;
  }

  void clear() {
    memory.fill((byte) 0);
  }

  /** Whether the call begins: the number and the arguments are known. */
  public boolean isEntry() {
    byte place = memory.get(JAVA_BYTE, 0);
    return place == ENTRY || place == SECCOMP;
  }

  /** Whether the call returns: the result is known. */
  public boolean isExit() {
    return memory.get(JAVA_BYTE, 0) == EXIT;
  }

  /** Whether the call was made in the native mode of the machine, and not by a 32-bit program. */
  public boolean isNative() {
    return memory.get(JAVA_INT, 4) == AUDIT_ARCH_X86_64;
  }

  /** The number in the native table or in that of 32-bit programs. The x32 table is the native one with another bit. */
  public int number() {
    return (int) memory.get(JAVA_LONG, 24) & WITHOUT_X32;
  }

  public long argument(int index) {
    return memory.get(JAVA_LONG, 32 + 8L * index);
  }

  public long result() {
    return memory.get(JAVA_LONG, 24);
  }
}
