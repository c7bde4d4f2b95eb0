package org.eyas.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints the cost of an event: the best of five replays in each of two processes, beside the cost of decoding alone, which
 * shows how fast the machine is at the moment; then the allocated bytes per event, and the cost by event type.
 */
public final class Bench {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bench() {}

  /** Runs all; the properties of {@link Workload} choose capture and rules. */
  public static void main(String[] args) throws Exception {
    Workload tree = new Workload(false);
    long events = tree.replay();
    System.out.printf("%d events, %d rules, %d alerts%n", events, tree.rules(), tree.alerts());
    double decode = best("decodeOnly", false) / events;
    System.out.printf("decode only:       %6.1f ns/event  %6.2f M events/s (yardstick)%n", decode, 1e3 / decode);
    print("engine, tree:     ", best("engine", false) / events, decode);
    print("engine, generated:", best("engine", true) / events, decode);
    Workload generated = new Workload(true);
    EventCosts treeCosts = costs(tree);
    EventCosts generatedCosts = costs(generated);
    System.out.printf("allocated:         %6.1f bytes/event%n", (double) allocated(tree) / events);
    for (String type : List.of("SYSCALL_OPENAT_2_X", "SYSCALL_EXECVE_19_X")) {
      System.out.printf(
          "%s, state and rules: tree %.0f ns, generated %.0f ns, %.1f x%n",
          type, treeCosts.of(type), generatedCosts.of(type), treeCosts.of(type) / generatedCosts.of(type));
    }
    System.out.println("by type on the tree, most costly in all first:");
    treeCosts.lines(20).forEach(System.out::println);
  }

  private static EventCosts costs(Workload workload) throws Exception {
    for (int i = 0; i < 20; i++) {
      workload.replay();
    }
    return new EventCosts(workload).measure();
  }

  private static long allocated(Workload workload) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    workload.replay();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void print(String name, double nanos, double decode) {
    System.out.printf(
        "%s %6.1f ns/event  %6.2f M events/s  %.1f x the yardstick%n", name, nanos, 1e3 / nanos, nanos / decode);
  }

  private static double best(String benchmark, boolean generated) throws Exception {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(ReplayBenchmark.class.getName() + "." + benchmark + "$")
        .jvmArgsAppend(
            "-Dcapture=" + Workload.required("capture"),
            "-Drules=" + Workload.required("rules"),
            "-Dgenerated=" + generated,
            "-Dguarded=" + System.getProperty("guarded", "true"),
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow")
        .verbosity(VerboseMode.SILENT);
    double best = Double.MAX_VALUE;
    for (RunResult result : new Runner(options.build()).run()) {
      best = Math.min(best, result.getPrimaryResult().getStatistics().getMin());
    }
    return best;
  }
}
