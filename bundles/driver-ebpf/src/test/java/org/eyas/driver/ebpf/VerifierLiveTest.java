package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How many instructions the kernel's verifier checks. This is most of the time that loading takes, and the number does not depend
 * on the machine's load.
 */
class VerifierLiveTest {
  /**
   * Measured: 324,000 on Linux 6.18, half a microsecond each; 12,000 of them judge events, and 38,000 follow io_uring. 990,000 in
   * earlier versions.
   */
  private static final long MOST_INSTRUCTIONS = 350_000;

  private static final long LEAST_OF_JUDGE = 8_000;

  /** The kernel rejects a program of which it would have to check more than a million. Other kernels and compilers may need more of them. */
  private static final long MOST_OF_A_PROGRAM = 60_000;

  private static final String VERIFIED = "verified_insns:"; // since Linux 5.16

  /** The instructions of each program that this process has loaded. */
  private static List<Long> programs() throws IOException {
    return verified(CaptureLiveTest.infoLines(ProcessHandle.current().pid()));
  }

  private static List<Long> verified(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(VERIFIED))
        .map(line -> Long.valueOf(line.substring(VERIFIED.length()).strip()))
        .toList();
  }

  private static long verified() throws IOException {
    return programs().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void everyProgramIsTakenAndIsFarFromTheLimit() throws Exception {
    LiveProbe.open(Set.of(186)).close(); // skips the test if nothing can be loaded at all
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    try (LoadedProbe loaded = LoadedProbe.load(ProbeObjectBytes.whole(), RingBudget.of(Map.of()), Set.of())) {
      System.out.println("loaded in " + TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - began)
          + " ms of processor time");
      System.out.println("plain rings of " + loaded.probe().sizes().plainBytes() + " bytes");
      // Only x86 has tracepoints for page faults.
      Set<String> none =
          new HashSet<>(
              "aarch64".equals(System.getProperty("os.arch")) ? Set.of("page_fault_user", "page_fault_kernel") : Set.of());
      none.addAll(LiveProbe.namesRequests() ? Set.of() : UringPrograms.ALL);
      assertEquals(none, loaded.probe().notLoaded());
      LongSummaryStatistics instructions = programs().stream().mapToLong(Long::longValue).summaryStatistics();
      if (instructions.getCount() > 0) {
        System.out.println("the verifier checked " + instructions.getSum() + " instructions, " + instructions.getMax()
            + " of them of the largest program");
        assertTrue(instructions.getMax() <= MOST_OF_A_PROGRAM, instructions::toString);
      }
    }
  }

  @Test
  void withoutTheProgramsOfRingsTheOthersLoadWithLessMemory() throws Exception {
    LiveProbe.open(Set.of(186)).close();
    Set<String> leftOut = Set.copyOf(UringPrograms.ALL);
    try (LoadedProbe loaded = LoadedProbe.load(ProbeObjectBytes.whole(), RingBudget.of(Map.of()), leftOut)) {
      assertTrue(loaded.probe().notLoaded().containsAll(leftOut), loaded.probe().notLoaded()::toString);
      assertTrue(mapBytes(loaded.probe().object().mapFd("requests")) < 10_000, "requests are kept for nobody");
    }
  }

  private static long mapBytes(int fd) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd)).stream()
        .filter(line -> line.startsWith("memlock:"))
        .mapToLong(line -> Long.parseLong(line.substring("memlock:".length()).strip()))
        .sum();
  }

  @Test
  void aStartDoesNotWaitLongForIt() throws IOException {
    try (Capture _ = LiveProbe.open(Set.of(186))) {
      long instructions = verified();
      if (instructions == 0) {
        System.out.println("skipped: this kernel does not report what its verifier did");
        Assumptions.abort("no verified_insns");
      }
      System.out.println("the verifier checked " + instructions + " instructions");
      assertTrue(instructions < MOST_INSTRUCTIONS,
          instructions + " instructions: a loop or a branch in it costs more than before");
    }
  }

  @Test
  void theProgramThatJudgesEventsIsNotVerifiedWithoutPushdown() throws IOException {
    long all = verified(Map.of());
    long without = verified(Map.of("pushdown", "false"));
    if (all == 0) {
      System.out.println("skipped: this kernel does not report what its verifier did");
      Assumptions.abort("no verified_insns");
    }
    System.out.println("the verifier checked " + without + " instructions without pushdown");
    assertTrue(without < all - LEAST_OF_JUDGE, without + " instead of " + all + " instructions");
  }

  private static long verified(Map<String, String> options) throws IOException {
    try (Capture _ = LiveProbe.open(Set.of(186), options)) {
      return verified();
    }
  }
}
