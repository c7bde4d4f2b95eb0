package org.eyas.driver.ptrace.trace;

import java.lang.foreign.Arena;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.Ptrace;

/** The tracing thread's access to the kernel. No other thread may use it. */
record TracerTools(Ptrace ptrace, ProcessMemory memory) {
  /** @param memory lives as long as the thread */
  static TracerTools in(Arena memory) {
    return new TracerTools(new Ptrace(memory), new ProcessMemory(memory));
  }
}
