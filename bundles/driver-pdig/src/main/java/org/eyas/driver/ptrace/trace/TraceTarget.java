package org.eyas.driver.ptrace.trace;

import java.util.List;

/** The target of the tracing: a command or running processes. */
public sealed interface TraceTarget {
  /**
   * A command that the tracer starts, and all processes that the command starts. The command ends with the tracer.
   *
   * @param words the program and its arguments
   */
  record Command(List<String> words) implements TraceTarget {
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * Processes that run already, and all processes that they start from now on. They continue without the tracer.
   *
   * @param pids their ids
   */
  record Processes(List<Integer> pids) implements TraceTarget {
    public Processes {
      pids = List.copyOf(pids);
    }
  }
}
