package org.eyas.driver.ptrace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ptrace.trace.TraceTarget;

/**
 * Reads the target of the tracing from the settings of the source: the words of a command, or the ids of processes.
 */
final class TraceTargetOptions {
  private static final String COMMAND = "command.";
  private static final String PIDS = "pids";
  private static final Pattern PID = Pattern.compile("[1-9]\\d{0,8}");

  private TraceTargetOptions() {}

  static TraceTarget of(Map<String, String> options) throws SourceException {
    List<String> words = new ArrayList<>();
    for (String word = options.get(COMMAND + 0); word != null; word = options.get(COMMAND + words.size())) {
      words.add(word);
    }
    String pids = options.getOrDefault(PIDS, "");
    if (!words.isEmpty()) {
      return new TraceTarget.Command(words);
    }
    if (!pids.isEmpty()) {
      return processes(pids);
    }
    throw new SourceException("ptrace has nothing to watch", "use eyas run -- COMMAND, or name processes in eyas.ptrace.pids");
  }

  private static TraceTarget processes(String pids) throws SourceException {
    List<Integer> numbers = new ArrayList<>();
    for (String pid : pids.split(",")) {
      if (!PID.matcher(pid).matches()) {
        throw new SourceException("'" + pid + "' is not the id of a process", "correct eyas.ptrace.pids or option -p");
      }
      numbers.add(Integer.valueOf(pid));
    }
    return new TraceTarget.Processes(numbers);
  }
}
