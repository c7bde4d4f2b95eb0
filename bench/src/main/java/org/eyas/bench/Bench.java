package org.eyas.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what an event costs: the best of five replays in each of two processes, beside the cost of decoding alone, which
 * tells how fast the machine is at this hour; then bytes allocated per event, and the cost by event type.
 */
public final class Bench {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bench() {}

  /** Runs all; the properties of {@link Workload} choose capture and rules. */
  public static void main(String[] args) throws Exception {
    Workload workload = new Workload();
    long events = workload.replay();
    System.out.printf("%d events, %d rules, %d alerts%n", events, workload.rules(), workload.alerts());
    double decode = best("decodeOnly") / events;
    double engine = best("engine") / events;
    System.out.printf("decode only:  %6.1f ns/event  %6.2f M events/s (yardstick)%n", decode, 1e3 / decode);
    System.out.printf(
        "engine:       %6.1f ns/event  %6.2f M events/s  %.1f x the yardstick%n", engine, 1e3 / engine, engine / decode);
    for (int i = 0; i < 20; i++) {
      workload.replay();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    workload.replay();
    System.out.printf(
        "allocated:    %6.1f bytes/event%n", (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / events);
    System.out.println("by type, most costly in all first:");
    new EventCosts(workload).lines(20).forEach(System.out::println);
  }

  private static double best(String benchmark) throws Exception {
    String[] properties = {"-Dcapture=" + Workload.required("capture"), "-Drules=" + Workload.required("rules")};
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(ReplayBenchmark.class.getName() + "." + benchmark + "$")
        .jvmArgsAppend(properties)
        .jvmArgsAppend(List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow").toArray(String[]::new))
        .verbosity(VerboseMode.SILENT);
    double best = Double.MAX_VALUE;
    for (RunResult result : new Runner(options.build()).run()) {
      best = Math.min(best, result.getPrimaryResult().getStatistics().getMin());
    }
    return best;
  }
}
