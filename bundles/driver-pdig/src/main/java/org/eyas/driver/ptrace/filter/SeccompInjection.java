package org.eyas.driver.ptrace.filter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.ErrnoText;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.eyas.driver.ptrace.kernel.TraceeRegisters;

/**
 * Installs a filter in a stopped tracee. It lets the tracee perform the necessary system calls, with the instruction by
 * which the tracee made its last system call. The filter applies to the tracee and all its descendants, and cannot be
 * removed. The tracee must have a single thread.
 */
public final class SeccompInjection {
  private static final int PRCTL = 157;
  private static final int SECCOMP = 317;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SET_MODE_FILTER = 1;
  private static final int EACCES = 13;
  private static final int SIGTRAP = 5;
  private static final byte[] SYSCALL_INSTRUCTION = {0x0f, 0x05};
  private static final int RED_ZONE = 128; // below the top of the stack, in use by the function that runs
  private static final int HEADER = 16; // struct sock_fprog: count, address

  private final Ptrace ptrace;
  private final ProcessMemory memory;
  private final int tid;
  private final TraceeRegisters registers;
  private final long instruction;
  private int signal; // one that arrived meanwhile; 0: none

  private SeccompInjection(Ptrace ptrace, ProcessMemory memory, int tid, Arena arena) throws IOException {
    this.ptrace = ptrace;
    this.memory = memory.selectTracee(tid);
    this.tid = tid;
    registers = new TraceeRegisters(ptrace, tid, arena);
    instruction = registers.next() - SYSCALL_INSTRUCTION.length;
    byte[] there = new byte[SYSCALL_INSTRUCTION.length];
    if (memory.read(instruction, there, 0, there.length) < there.length) {
      throw new IOException("the memory of the command cannot be read; in a container, its seccomp profile must allow"
          + " process_vm_readv and process_vm_writev");
    }
    if (!Arrays.equals(there, SYSCALL_INSTRUCTION)) {
      throw new IOException("/bin/sh is not a 64-bit program of this machine");
    }
  }

  /**
   * Installs a filter.
   *
   * @return true if set-uid programs of this tree run without their privileges from now on; without CAP_SYS_ADMIN, the
   *     kernel accepts a filter only under this condition
   */
  public static boolean install(Ptrace ptrace, ProcessMemory memory, int tid, byte[] program) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      SeccompInjection injection = new SeccompInjection(ptrace, memory, tid, arena);
      try {
        return injection.install(program);
      } finally {
        injection.restore();
      }
    }
  }

  private void restore() {
    registers.restore();
    if (signal != 0) {
      ProcessSignals.kill(tid, signal);
    }
  }

  private boolean install(byte[] program) throws IOException {
    long place = registers.stack() - RED_ZONE - HEADER - program.length & -HEADER;
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + program.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(program.length / Long.BYTES).putLong(place + HEADER).put(program);
    if (!memory.write(place, bytes.array())) {
      throw new IOException("the memory of the command cannot be written; in a container, its seccomp profile must allow"
          + " process_vm_writev");
    }
    long result = call(SECCOMP, SET_MODE_FILTER, 0, place);
    boolean losesPrivileges = result == -EACCES;
    if (losesPrivileges) {
      require("prctl", call(PRCTL, PR_SET_NO_NEW_PRIVS, 1));
      result = call(SECCOMP, SET_MODE_FILTER, 0, place);
    }
    require("seccomp", result);
    return losesPrivileges;
  }

  private static void require(String call, long result) throws IOException {
    if (result < 0) {
      throw new IOException("the kernel does not accept a seccomp filter: " + call + ": " + ErrnoText.of((int) -result)
          + "; in a container, its seccomp profile must allow seccomp and prctl");
    }
  }

  private long call(long number, long... arguments) throws IOException {
    registers.call(instruction, number, arguments);
    do {
      ptrace.request(Ptrace.SINGLESTEP, tid, 0, 0);
      if (ptrace.await(tid) != tid || (ptrace.status() & 0xff) != Ptrace.STOPPED) {
        throw new IOException("the command ended before its seccomp filter was installed; start it again");
      }
      keepSignal(ptrace.status() >> 8);
    } while (ptrace.status() >> 8 != SIGTRAP);
    registers.read();
    return registers.result();
  }

  // A signal can arrive at any moment, such as that of Ctrl-C.
  private void keepSignal(int stop) {
    if (stop != SIGTRAP && stop >> 8 == 0) {
      signal = stop;
    }
  }
}
