package org.eyas.driver.ptrace.trace;

import java.lang.foreign.Arena;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.Ptrace;

/** The access to the kernel of the thread that traces. Nothing of it may be used by another thread. */
record Tools(Ptrace ptrace, ProcessMemory memory) {
  /** @param memory lives as long as the thread */
  static Tools in(Arena memory) {
    return new Tools(new Ptrace(memory), new ProcessMemory(memory));
  }
}
