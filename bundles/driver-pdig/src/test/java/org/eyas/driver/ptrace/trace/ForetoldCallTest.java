package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Calls whose result the writer of events knows when they begin. */
class ForetoldCallTest {
  private static final Predicate<String> IS_FORETOLD = line -> line.endsWith("= " + ForetellingLog.FORETOLD);

  // The first child has descriptors of its own; the second one has those of its parent, until it executes a program.
  private static final String CHILDREN = """
      import ctypes, os
      def child(flags):
          pid = ctypes.CDLL(None).syscall(56, flags, 0, 0, 0, 0)
          if pid == 0:
              os.close(0)
              os.execv('/bin/true', ['true'])
          os.waitpid(pid, 0)
      child(17)
      os.chdir('/usr')
      child(17 | 0x400)
      os.chdir('/etc')
      os.close(1)
      """;

  private static Run run(CallLog log, TraceTarget target) throws IOException {
    return new Run(target, log, new ForetellingLog(log), "openat", "close", "chdir");
  }

  private static List<String> closes(List<String> lines) {
    return lines.stream().filter(line -> line.contains(" call " + Run.number("close") + " ")).toList();
  }

  @Test
  void theyAreReportedOnceAndTheProgramGetsTheirRealResult() throws IOException {
    String script = "exec 3< /etc/hostname && exec 3<&- && ! true 2> /dev/null <&3 && exit 5";
    try (Run run = run(new CallLog(), new TraceTarget.Command(List.of("sh", "-c", script))).toEnd()) {
      assertEquals(5, run.status());
      assertFalse(closes(run.lines()).isEmpty());
      assertTrue(closes(run.lines()).stream().allMatch(IS_FORETOLD), run.lines().toString());
      assertTrue(run.has(".* call 257 /etc/hostname = \\d"), run.lines().toString());
    }
  }

  @Test
  void theyAreReportedAtTheirReturnAsLongAsAnotherThreadCanUseTheDescriptors() throws IOException {
    List<String> command = List.of("/usr/bin/python3", "-c", CHILDREN);
    assumeTrue(Files.exists(Path.of(command.getFirst())), () -> "skipped: there is no " + command.getFirst());
    try (Run run = run(new CallLog(), new TraceTarget.Command(command)).toEnd()) {
      assertEquals(0, run.status());
      List<String> lines = run.lines();
      int middle = index(lines, ".* call 80 /usr = 0", 0);
      assertTrue(closes(lines.subList(0, middle)).stream().allMatch(IS_FORETOLD), lines.toString());
      int executed = index(lines, ".* exec", middle);
      List<String> shared = closes(lines.subList(middle, executed));
      assertFalse(shared.isEmpty());
      assertTrue(shared.stream().noneMatch(IS_FORETOLD), lines.toString());
      int end = index(lines, ".* call 80 /etc = 0", executed);
      List<String> afterwards = closes(lines.subList(executed, end));
      assertFalse(afterwards.isEmpty());
      assertTrue(afterwards.stream().allMatch(IS_FORETOLD), lines.toString());
      List<String> ofParent = closes(lines.subList(end, lines.size()));
      assertFalse(ofParent.isEmpty());
      assertTrue(ofParent.stream().noneMatch(IS_FORETOLD), lines.toString());
    }
  }

  private static int index(List<String> lines, String pattern, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).matches(pattern)) {
        return i;
      }
    }
    throw new AssertionError("no line is " + pattern + ": " + lines);
  }
}
