package org.eyas.engine.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that bundles started and that still run after the bundle stopped. A thread belongs to a bundle if the bundle contains
 * the outermost class in its stack that is not Java's own, or the class of the thread itself, or if it has the bundle's class
 * loader as context class loader. A waiting thread of one of Java's pools has none of these.
 */
public final class LeftThreads {
  private static final Logger LOG = LoggerFactory.getLogger(LeftThreads.class);

  /** The part of a lambda's class name after the name of the class that contains it. */
  private static final String LAMBDA = "$$Lambda";

  /** Threads of a bundle at the moment it stopped. */
  public record Left(String bundle, List<Thread> threads, Instant since) {
    List<Thread> alive() {
      return threads.stream().filter(Thread::isAlive).toList();
    }
  }

  private final List<Left> all = new CopyOnWriteArrayList<>();

  /**
   * Finds the running threads of a bundle that has just stopped.
   *
   * @param classes the names of its classes
   */
  public static Left of(String bundle, Set<String> classes, @Nullable ClassLoader loader) {
    List<Thread> threads = new ArrayList<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread != Thread.currentThread()
                  && (isOf(thread, loader) || classes.contains(outermost(stack)))) {
                threads.add(thread);
              }
            });
    return new Left(bundle, threads, Instant.now());
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

  /** Counts the threads as leaked that still run a moment after the bundle stopped. */
  public void add(Left left) {
    List<Thread> alive = left.alive();
    if (!alive.isEmpty()) {
      all.add(new Left(left.bundle(), alive, left.since()));
      LOG.warn("Bundle {} has stopped, but some of its threads still run: {}", left.bundle(), names(alive));
    }
  }

  private static String names(List<Thread> threads) {
    return String.join(", ", threads.stream().map(Thread::getName).sorted().toList());
  }

  /** The number of threads that still run, by bundle. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Left left : running()) {
      counts.merge(left.bundle(), left.alive().size(), Integer::sum);
    }
    return counts;
  }

  public List<HealthProblem> problems() {
    return running().stream().map(LeftThreads::problem).toList();
  }

  private List<Left> running() {
    all.removeIf(left -> left.alive().isEmpty());
    return List.copyOf(all);
  }

  private static HealthProblem problem(Left left) {
    List<Thread> alive = left.alive();
    String problem = "it has stopped, but " + alive.size() + " of its threads still run: " + names(alive);
    return new HealthProblem(Part.BUNDLE, left.bundle(), problem, left.since());
  }
}
