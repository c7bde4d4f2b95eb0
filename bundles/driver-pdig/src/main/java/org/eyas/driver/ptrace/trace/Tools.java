package org.eyas.driver.ptrace.trace;

import java.lang.foreign.Arena;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.Ptrace;

/** The tracing thread's access to the kernel. No other thread may use it. */
record Tools(Ptrace ptrace, ProcessMemory memory) {
  /** @param memory lives as long as the thread */
  static Tools in(Arena memory) {
    return new Tools(new Ptrace(memory), new ProcessMemory(memory));
  }
}
