package org.eyas.engine.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaked threads: threads that a bundle started and that still run after the bundle stopped. A thread belongs to a
 * bundle if the bundle contains the outermost class in the thread's stack that is not Java's own, or the class of the
 * thread itself, or if the bundle's class loader is the thread's context class loader. A waiting thread of one of
 * Java's pools fulfils none of these conditions.
 */
public final class LeakedThreads {
  private static final Logger LOG = LoggerFactory.getLogger(LeakedThreads.class);

  /** The part of a lambda's class name after the name of the class that contains it. */
  private static final String LAMBDA = "$$Lambda";

  private static final int NAMED = 5;

  /**
   * The threads of a bundle at the moment at which the bundle stopped.
   *
   * @param version the version that stopped; empty if the version does not matter
   */
  public record BundleLeak(String bundle, String version, List<Thread> threads, Instant since) {
    List<Thread> alive() {
      return threads.stream().filter(Thread::isAlive).toList();
    }
  }

  private final List<BundleLeak> all = new CopyOnWriteArrayList<>();

  /**
   * Finds the running threads of a bundle that has just stopped.
   *
   * @param classes whether a class with a name is in this bundle, and in no other running bundle
   */
  public static BundleLeak of(String bundle, String version, Predicate<String> classes, @Nullable ClassLoader loader) {
    List<Thread> threads = new ArrayList<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread != Thread.currentThread()
                  && (isOf(thread, loader) || classes.test(outermost(stack)))) {
                threads.add(thread);
              }
            });
    return new BundleLeak(bundle, version, threads, Instant.now());
  }

  private static boolean isOf(Thread thread, @Nullable ClassLoader loader) {
    return loader != null && (thread.getContextClassLoader() == loader || thread.getClass().getClassLoader() == loader);
  }

  /** The outermost class that is not Java's; empty if there is none. */
  static String outermost(StackTraceElement[] stack) {
    for (int i = stack.length - 1; i >= 0; i--) {
      if (!StackFrames.isJava(stack[i])) {
        String name = stack[i].getClassName();
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda);
      }
    }
    return "";
  }

  /** Interrupts the threads that still run a moment after the bundle stopped, so that waiting threads can end. */
  public void interrupt(BundleLeak left) {
    left.alive().forEach(Thread::interrupt);
  }

  /**
   * Counts the threads as leaked that still run although they were interrupted. The log names the leaked threads of a
   * bundle once.
   */
  public void add(BundleLeak left) {
    List<Thread> alive = left.alive();
    if (!alive.isEmpty()) {
      boolean known = running().stream().anyMatch(other -> other.bundle().equals(left.bundle()));
      all.add(new BundleLeak(left.bundle(), left.version(), alive, left.since()));
      if (!known) {
        LOG.warn("Bundle {}: {}", left.bundle(), text(List.of(left)));
      }
    }
  }

  private static String names(List<Thread> threads) {
    Map<String, Long> counts =
        threads.stream().collect(Collectors.groupingBy(Thread::getName, TreeMap::new, Collectors.counting()));
    String shown = counts.entrySet().stream().limit(NAMED)
        .map(each -> each.getValue() == 1 ? each.getKey() : each.getKey() + " (" + each.getValue() + " times)")
        .collect(Collectors.joining(", "));
    return counts.size() <= NAMED ? shown : shown + " and others";
  }

  /** The number of threads that still run, by bundle. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (BundleLeak left : running()) {
      counts.merge(left.bundle(), left.alive().size(), Integer::sum);
    }
    return counts;
  }

  public List<HealthProblem> problems() {
    Map<String, List<BundleLeak>> byBundle = new TreeMap<>();
    running().forEach(left -> byBundle.computeIfAbsent(left.bundle(), _ -> new ArrayList<>()).add(left));
    return byBundle.entrySet().stream()
        .map(
            each -> new HealthProblem(
                Part.BUNDLE, each.getKey(), text(each.getValue()), each.getValue().getFirst().since()))
        .toList();
  }

  private List<BundleLeak> running() {
    all.removeIf(left -> left.alive().isEmpty());
    return List.copyOf(all);
  }

  /**
   * The problem as text. It names the versions, because a later version, which may be running, has not leaked these
   * threads.
   */
  private static String text(List<BundleLeak> ofBundle) {
    List<Thread> alive = ofBundle.stream().flatMap(left -> left.alive().stream()).toList();
    String versions = ofBundle.stream().map(BundleLeak::version).filter(version -> !version.isEmpty()).distinct().sorted()
        .collect(Collectors.joining(", "));
    String who = versions.isEmpty() ? "it" : "its version " + versions;
    return who + " has stopped, but " + alive.size() + " of its threads still run: " + names(alive);
  }
}
