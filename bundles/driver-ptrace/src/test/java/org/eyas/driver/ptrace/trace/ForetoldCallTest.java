package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose result the writer of events knows when they begin. */
class ForetoldCallTest {
  private static Run run(CallLog log, Target target) throws IOException {
    return new Run(target, log, new ForetellingLog(log), "openat", "close");
  }

  private static List<String> closes(Run run) {
    return run.lines().stream().filter(line -> line.contains(" call " + Run.number("close") + " ")).toList();
  }

  @Test
  void theyAreReportedOnceAndTheProgramGetsTheirRealResult() throws IOException {
    String script = "exec 3< /etc/hostname && exec 3<&- && ! true 2> /dev/null <&3 && exit 5";
    try (Run run = run(new CallLog(), new Target.Command(List.of("sh", "-c", script))).toEnd()) {
      assertEquals(5, run.status());
      assertFalse(closes(run).isEmpty());
      assertTrue(closes(run).stream().allMatch(line -> line.endsWith("= " + ForetellingLog.FORETOLD)), run.lines().toString());
      assertTrue(run.has(".* call 257 /etc/hostname = \\d"), run.lines().toString());
    }
  }
}
