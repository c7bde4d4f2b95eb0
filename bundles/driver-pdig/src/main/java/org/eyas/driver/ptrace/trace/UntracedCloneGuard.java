package org.eyas.driver.ptrace.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.Ptrace;

/**
 * Keeps new threads in the traced tree by changing the flags of the calls that create threads. With CLONE_UNTRACED, a
 * thread could create a thread that the kernel does not trace. Used by the tracer's thread.
 */
final class UntracedCloneGuard {
  private static final int CLONE = 56;
  private static final int CLONE3 = 435;
  private static final int FORK = 57;
  private static final int VFORK = 58;
  private static final long CLONE_FILES = 0x400;
  private static final long CLONE_UNTRACED = 0x00800000;
  private static final int RDI = 112; // first arguments in struct user
  private static final int RBX = 40;

  private final Ptrace ptrace;
  private final ProcessMemory memory;
  private final byte[] flags = new byte[Long.BYTES];
  private final ByteBuffer value = ByteBuffer.wrap(flags).order(ByteOrder.LITTLE_ENDIAN);

  UntracedCloneGuard(Ptrace ptrace, ProcessMemory memory) {
    this.ptrace = ptrace;
    this.memory = memory;
  }

  /** Called when a thread begins a call. Removes the flag from the arguments of the call. */
  void clearUntracedFlag(Tracee tracee) {
    long first = tracee.argument(0);
    if (tracee.number() == CLONE && (first & CLONE_UNTRACED) != 0) {
      ptrace.request(Ptrace.POKEUSER, tracee.tid(), tracee.isNarrow() ? RBX : RDI, first & ~CLONE_UNTRACED);
    } else if (tracee.number() == CLONE3) {
      clearUntracedInMemory(tracee.tid(), first);
    }
  }

  /**
   * Whether a thread and the one that it creates may have one table of descriptors. The flags of clone3 are in memory,
   * which another thread can change before the kernel reads it. So for clone3 the answer is always true.
   */
  static boolean mayShareDescriptors(Tracee creator) {
    return switch (creator.number()) {
      case FORK, VFORK -> false;
      case CLONE -> (creator.argument(0) & CLONE_FILES) != 0;
      default -> true;
    };
  }

  // struct clone_args begins with the flags.
  private void clearUntracedInMemory(int tid, long address) {
    boolean isThere = memory.selectTracee(tid).read(address, flags, 0, flags.length) == flags.length;
    if (isThere && (value.getLong(0) & CLONE_UNTRACED) != 0) {
      value.putLong(0, value.getLong(0) & ~CLONE_UNTRACED);
      memory.write(address, flags);
    }
  }
}
