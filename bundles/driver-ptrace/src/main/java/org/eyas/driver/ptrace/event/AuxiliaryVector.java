package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;

/** What the kernel gave a program at its start ({@code /proc/PID/auxv}). Used by the tracer's thread only. */
final class AuxiliaryVector {
  private static final int EXECUTED_NAME = 31; // AT_EXECFN
  private static final byte[] FILE = ProcPath.bytes("/auxv");

  private final ProcPath paths;
  private final ProcText entries;

  AuxiliaryVector(SystemCalls kernel, ProcPath paths) {
    this.paths = paths;
    entries = new ProcText(kernel);
  }

  /** Where the program has the path that was given to execve. */
  long executedName(int tid) {
    entries.read(paths.of(tid, FILE));
    long address = entry(8);
    return address != 0 ? address : entry(4);
  }

  private long entry(int width) {
    for (int at = 0; at + 2 * width <= entries.length(); at += 2 * width) {
      if (entries.littleEndian(at, width) == EXECUTED_NAME) {
        return entries.littleEndian(at + width, width);
      }
    }
    return 0;
  }
}
