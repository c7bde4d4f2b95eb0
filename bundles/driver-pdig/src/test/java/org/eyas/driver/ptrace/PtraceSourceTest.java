package org.eyas.driver.ptrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ptrace.trace.TracedCallSet;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class PtraceSourceTest {
  private static final int GENERIC = 1;
  private static final int OPENAT_EXIT = 307;
  private static final SyscallNumbers NUMBERS = SyscallNumbers.of("amd64");

  private final PtraceSource source = new PtraceSource();
  private final WantedSystemCalls wanted = new WantedSystemCalls(NUMBERS, new RecipeTable(NUMBERS));

  private static CaptureRequest command(String script, long bootNanos) {
    return new CaptureRequest(
        Set.of(OPENAT_EXIT), Set.of(), Map.of("command.0", "sh", "command.1", "-c", "command.2", script), bootNanos);
  }

  @Test
  void theExitStatusIsThatOfTheCommand() throws SourceException {
    assertEquals(-1, source.getAsInt());
    try (Capture capture = source.open(command("exit 7", 0))) {
      ConditionWait.until(() -> capture.poll((_, _, _, _) -> {}, 1_000) == Capture.END);
    }
    assertEquals(7, source.getAsInt());
  }

  @Test
  void aCommandRunsOnlyOnce() {
    SourceException e = assertThrows(SourceException.class, () -> source.open(command("exit 7", 1)));
    assertEquals("the command of eyas run is not started a second time", e.getMessage());
    assertEquals("to run it again, start eyas run again", e.hint());
  }

  @Test
  void withoutATargetTheHintNamesBothWays() {
    SourceException e = assertThrows(SourceException.class, () -> source.open(new CaptureRequest(Set.of(), Map.of())));
    assertEquals("ptrace has nothing to watch", e.getMessage());
    assertEquals("use eyas run -- COMMAND, or name processes in eyas.ptrace.pids", e.hint());
  }

  @Test
  void aProcessThatIsNoNumberIsNamed() {
    CaptureRequest request = new CaptureRequest(Set.of(), Map.of("pids", "12,init"));
    SourceException e = assertThrows(SourceException.class, () -> source.open(request));
    assertEquals("'init' is not the id of a process", e.getMessage());
  }

  @Test
  void onlyRequestedCallsAreTraced() {
    TracedCallSet calls = wanted.of(new CaptureRequest(Set.of(OPENAT_EXIT, GENERIC), Set.of("uname"), Map.of()));
    assertEquals("{63, 101, 257, 317}", calls.numbers().toString(), "uname, ptrace, openat, seccomp");
    assertTrue(wanted.of(new CaptureRequest(Set.of(), Map.of())).numbers().cardinality() > 300);
  }

  @Test
  void callsThatALaterRequestNeedsAreNamed() {
    TracedCallSet calls = wanted.of(new CaptureRequest(Set.of(OPENAT_EXIT), Map.of()));
    CaptureRequest more = new CaptureRequest(Set.of(OPENAT_EXIT, GENERIC), Set.of("uname", "sync"), Map.of());
    assertEquals(Set.of("sync", "uname"), wanted.missing(more, calls));
    assertEquals(Set.of(), wanted.missing(new CaptureRequest(Set.of(OPENAT_EXIT), Map.of()), calls));
  }
}
