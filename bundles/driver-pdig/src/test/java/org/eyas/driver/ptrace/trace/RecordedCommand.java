package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eyas.driver.ptrace.event.EventEncoder;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.EventRecorder;

/** Traces a command and records all its events. Also a program, so that another user can run it. */
final class RecordedCommand {
  static final SyscallNumbers NUMBERS = SyscallNumbers.of(System.getProperty("os.arch"));
  private static final int SNAPLEN = 80;

  private RecordedCommand() {}

  /**
   * Runs the command to its end.
   *
   * @param output the file for its standard output and standard error
   * @return its exit status
   */
  static int run(List<String> command, Path output, EventRecorder into) throws IOException {
    BitSet all = new BitSet();
    NUMBERS.all().values().forEach(all::set);
    EventEncoder encoder = new EventEncoder(NUMBERS, new RecipeTable(NUMBERS), SNAPLEN, false);
    TracedCallSet calls = new TracedCallSet(all, new CompatSystemCalls(NUMBERS));
    List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" > " + output + " 2>&1", "sh"));
    words.addAll(command);
    try (TracingThread tracing = new TracingThread(new TraceTarget.Command(words), calls, encoder, 0)) {
      tracing.open();
      tracing.begin();
      ConditionWait.until(() -> {
        tracing.events().deliver(into, 1_000);
        return tracing.events().isOver();
      }, () -> "the command does not end: " + command);
      if (tracing.lost() > 0) {
        throw new IllegalStateException(tracing.lost() + " events are lost");
      }
      return tracing.exitStatus().orElse(-1);
    }
  }

  /** Arguments: a file for the events, one for the output, the command. An event is a line: thread, code, parameters. */
  public static void main(String[] arguments) throws IOException {
    EventRecorder events = new EventRecorder();
    List<String> command = List.of(arguments).subList(2, arguments.length);
    int status = run(command, Path.of(arguments[1]), events);
    List<String> lines =
        events.events.stream().map(event -> event.tid() + " " + event.code() + " " + String.join(" ", event.params())).toList();
    Files.write(Path.of(arguments[0]), lines);
    System.exit(status);
  }
}
