package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.SyscallParametersContract;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.Test;

/** The probe's events fulfil the contract of all drivers, with its shortcuts and both kinds of rings and without them. */
class ParameterLiveTest extends SyscallParametersContract {
  // Everything is recorded, on a machine that may be busy.
  private static final Map<String, String> LARGE_RINGS = Map.of("buf_size_preset", "8");

  private Map<String, String> options = LARGE_RINGS;

  @Test
  void recipesGiveTheSameWhereNoShortcutIsLoaded() throws Exception {
    options = new HashMap<>(LARGE_RINGS);
    options.put("leave_out_programs", "short_open,short_openat");
    compare();
  }

  @Test
  void theKernelsRingsGiveTheSameWhereThereAreNoPlainOnes() throws Exception {
    options = Map.of("buf_size_preset", "8", "cpus_for_each_buffer", "0");
    compare();
  }

  @Override
  protected Map<String, Integer> numbers() {
    return SyscallNumbers.of(System.getProperty("os.arch")).all();
  }

  // A kernel that preempts programs may skip a call and counts it.
  @Override
  protected long record(Command command, EventRecorder into) throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(), options)) {
      Process process =
          new ProcessBuilder(command.words()).redirectOutput(command.output().toFile()).redirectErrorStream(true).start();
      into.firstTid = process.pid();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (process.isAlive() && System.nanoTime() < deadline) {
        capture.poll(into, 1024);
      }
      process.destroyForcibly(); // in case it hangs
      LiveProbe.readToNow(capture, into);
      assertEquals(0, process.waitFor(), () -> TestFiles.text(command.output()));
      CaptureStats stats = capture.stats();
      assertEquals(0, stats.dropped() - stats.lost(LossCause.BUG));
      return stats.lost(LossCause.BUG);
    }
  }
}
