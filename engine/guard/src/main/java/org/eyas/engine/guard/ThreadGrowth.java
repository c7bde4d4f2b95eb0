package org.eyas.engine.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds running bundles that start threads and do not end them. To read all stacks is expensive, so they are read only
 * if there are many more threads than at the previous check. Waiting threads of Java's pools do not show their bundle.
 * If there are far too many of them, they are reported without the name of a bundle. One thread calls {@link #checkThreads};
 * any thread may read the results.
 */
public final class ThreadGrowth {
  /**
   * The number of threads of one bundle from which on they are a fault. The largest bundle of Eyas has a few for each
   * client.
   */
  public static final int MANY = 100;

  /**
   * The number of threads of unknown owners from which on they are a fault. Java's HTTP clients have a few for each output.
   */
  static final int MANY_UNKNOWN = 300;

  private static final String UNKNOWN = "unknown";

  /** Finds the bundle that owns a thread. */
  public interface Owners {
    /**
     * The bundle's symbolic name; empty if the owner is unknown.
     *
     * @param outermost the name of the outermost class in the thread's stack that is not Java's; empty if there is none
     */
    Optional<String> of(Thread thread, String outermost);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ThreadGrowth.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FaultRegistry book;
  private final Owners owners;
  private final Map<String, LeakedThreads.BundleLeak> many = new ConcurrentHashMap<>();
  private int before = THREADS.getThreadCount();

  public ThreadGrowth(FaultRegistry book, Owners owners) {
    this.book = book;
    this.owners = owners;
  }

  /** Reads all stacks if there are many more threads than before. */
  public void checkThreads() {
    many.values().removeIf(left -> !areMany(left.bundle(), left.alive().size()));
    int now = THREADS.getThreadCount();
    before = Math.min(before, now);
    if (now - before >= MANY) {
      before = now;
      threads().forEach(this::check);
    }
  }

  private Map<String, List<Thread>> threads() {
    Map<String, List<Thread>> byBundle = new HashMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              String bundle = owners.of(thread, LeakedThreads.outermost(stack)).orElse(UNKNOWN);
              byBundle.computeIfAbsent(bundle, _ -> new ArrayList<>()).add(thread);
            });
    return byBundle;
  }

  private static boolean areMany(String bundle, int threads) {
    return threads >= (bundle.equals(UNKNOWN) ? MANY_UNKNOWN : MANY);
  }

  private void check(String bundle, List<Thread> threads) {
    if (!areMany(bundle, threads.size())) {
      return;
    }
    LeakedThreads.BundleLeak known = many.get(bundle);
    LeakedThreads.BundleLeak now =
        new LeakedThreads.BundleLeak(bundle, "", threads, known == null ? Instant.now() : known.since());
    many.put(bundle, now);
    String problem = problem(now);
    LOG.error("Bundle {}: {}", bundle, problem);
    book.report(new ServiceOrigin(bundle, "its threads"), "bundle " + bundle + ": " + problem);
    if (!bundle.equals(UNKNOWN)) {
      book.takeOutLeaking(bundle, threads.size());
    }
  }

  private static String problem(LeakedThreads.BundleLeak of) {
    String whose = of.bundle().equals(UNKNOWN) ? "an unknown bundle has" : "it has";
    return whose + " started " + of.alive().size() + " threads that do not end, such as " + of.threads().getLast().getName();
  }

  /** The number of threads of these bundles, by name. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    many.values().forEach(left -> counts.put(left.bundle(), left.alive().size()));
    return counts;
  }

  public List<HealthProblem> problems() {
    return many.values().stream()
        .filter(left -> areMany(left.bundle(), left.alive().size()))
        .map(left -> new HealthProblem(Part.BUNDLE, left.bundle(), problem(left), left.since()))
        .toList();
  }
}
