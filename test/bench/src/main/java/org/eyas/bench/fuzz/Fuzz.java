package org.eyas.bench.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.fuzz.FuzzRun;
import org.eyas.testkit.fuzz.FuzzTarget;

/** Runs one target of the table: {@code TARGET SECONDS [SEED]}. With 0 seconds one input is fed, that of the seed. */
public final class Fuzz {
  private static final Map<String, Callable<FuzzTarget>> TARGETS = new TreeMap<>(Map.of("captures", CaptureTarget::new));

  private Fuzz() {}

  /** Exits with 1 if an input went wrong, and with 3 if an input hung. */
  public static void main(String[] args) throws Exception {
    Callable<FuzzTarget> target = args.length < 2 ? null : TARGETS.get(args[0]);
    if (target == null) {
      System.err.println("usage: test/bench/fuzz TARGET SECONDS [SEED]; targets: " + String.join(", ", TARGETS.keySet()));
      System.exit(2);
      return;
    }
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    System.out.println(args[0] + " from seed " + seed);
    try (FuzzTarget opened = target.call()) {
      FuzzRun run = new FuzzRun(opened).run(seed, TimeUnit.SECONDS.toMillis(Long.parseLong(args[1])));
      System.out.println(run);
      System.exit(run.wrong().isEmpty() ? 0 : 1);
    }
  }
}
