package org.eyas.driver.ptrace.trace;

import java.util.List;

/** What is traced. */
public sealed interface Target {
  /**
   * A command, which the tracer starts, and everything that it starts. It ends with the tracer.
   *
   * @param words the program and its arguments
   */
  record Command(List<String> words) implements Target {
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * Processes that run already, and everything that they start from now on. They continue without the tracer.
   *
   * @param pids their ids
   */
  record Processes(List<Integer> pids) implements Target {
    public Processes {
      pids = List.copyOf(pids);
    }
  }
}
