package org.eyas.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends tests that hang forever in calls that no interrupt ends, such as opening a named pipe or reading the output of a
 * program. The time limit of {@code junit-platform.properties} has interrupted these tests before. First, the programs
 * that the tests started are killed, which ends most of these calls. If that does not help, this JVM ends, and the
 * build fails. Active in every module that depends on the testkit.
 */
public final class HungTests implements TestExecutionListener {
  /** The time after which a test counts as hung. It is longer than the time limit of a test. */
  private static final Duration LIMIT = Duration.ofMinutes(21);
  /** The time in which a test must end after its programs were killed. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** The measures against tests that hang. */
  interface Measures {
    /** Kills the programs that tests started. */
    void killPrograms();

    /** Ends this JVM. */
    void endJvm();
  }

  private final Map<String, Long> lastSignNanos = new ConcurrentHashMap<>();
  private final Duration limit;
  private final Duration grace;
  private final Measures measures;
  private volatile @Nullable TestPlan plan;
  private volatile @Nullable Thread watch;

  /** Called by the JUnit platform. */
  public HungTests() {
    this(LIMIT, GRACE, new RealMeasures());
  }

  HungTests(Duration limit, Duration grace, Measures measures) {
    this.limit = limit;
    this.grace = grace;
    this.measures = measures;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
    watch = Thread.ofPlatform().daemon().name("hung-tests").start(this::watch);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    Thread ended = watch;
    if (ended != null) {
      ended.interrupt();
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    refreshParents(test);
    lastSignNanos.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    refreshParents(test); // first: no class seems to hang because its test did
    lastSignNanos.remove(test.getUniqueId());
  }

  // A class lives while its tests begin and end; so what hangs is the test, or what runs before or after all tests of its class.
  private void refreshParents(TestIdentifier test) {
    for (Optional<TestIdentifier> parent = parent(test); parent.isPresent(); parent = parent.flatMap(this::parent)) {
      lastSignNanos.computeIfPresent(parent.get().getUniqueId(), (id, before) -> System.nanoTime());
    }
  }

  private Optional<TestIdentifier> parent(TestIdentifier test) {
    TestPlan all = plan;
    return all == null ? Optional.empty() : all.getParent(test);
  }

  private void watch() {
    try {
      do {
        TimeUnit.MILLISECONDS.sleep(grace.toMillis() / 10);
      } while (!endsJvm());
    } catch (InterruptedException e) {
      return; // all tests have ended
    }
  }

  private boolean endsJvm() throws InterruptedException {
    Optional<String> hung = hung();
    if (hung.isEmpty()) {
      return false;
    }
    print("HUNG " + hung.get() + ": it has not ended in " + limit + "; the programs of all tests are killed");
    print(stacks());
    measures.killPrograms();
    TimeUnit.NANOSECONDS.sleep(grace.toNanos());
    if (!hung.equals(hung())) {
      return false;
    }
    print("HUNG " + hung.get() + ": nothing ends it; this JVM ends");
    measures.endJvm();
    return true;
  }

  private Optional<String> hung() {
    long now = System.nanoTime();
    return lastSignNanos.entrySet().stream()
        .filter(test -> now - test.getValue() > limit.toNanos())
        .map(Map.Entry::getKey)
        .max(Comparator.comparingInt(String::length)); // a test rather than its class
  }

  private static String stacks() {
    StringBuilder all = new StringBuilder();
    Thread.getAllStackTraces().forEach((thread, stack) -> {
      all.append(thread).append('\n');
      for (StackTraceElement frame : stack) {
        all.append("    at ").append(frame).append('\n');
      }
    });
    return all.toString();
  }

  private static void print(String text) {
    System.out.println(text);
    System.out.flush();
  }

  private static final class RealMeasures implements Measures {
    private static final int FAILED = 1;

    @Override
    public void killPrograms() {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void endJvm() {
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
