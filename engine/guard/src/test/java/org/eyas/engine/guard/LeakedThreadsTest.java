package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.HealthProblem;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeakedThreadsTest {
  private static final Set<String> NONE = Set.of();

  private final CountDownLatch released = new CountDownLatch(1);
  private final LeakedThreads left = new LeakedThreads();
  private final List<Thread> started = new ArrayList<>();

  /** Stands for a class of a bundle. */
  private static final class Acme {
    private Acme() {}

    static void wait(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class AcmeWork implements Runnable {
    @Override
    public void run() {
      Acme.wait(released);
    }
  }

  private Thread start(String name, Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name(name).start(work);
    started.add(thread);
    ConditionWait.until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  // Otherwise the next test could find threads of this one.
  @AfterEach
  void endTheThreads() throws InterruptedException {
    released.countDown();
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void aThreadThatRunsWorkOfTheBundleIsNamedUntilItEnds() throws Exception {
    Thread thread = start("acme-poller", new AcmeWork());
    left.add(LeakedThreads.of("org.acme", "1.0.0", Set.of(AcmeWork.class.getName())::contains, null));
    assertEquals(Map.of("org.acme", 1), left.counts());
    assertEquals(
        List.of("its version 1.0.0 has stopped, but 1 of its threads still run: acme-poller"),
        left.problems().stream().map(problem -> problem.problem()).toList());
    released.countDown();
    thread.join();
    assertEquals(List.of(), left.problems());
  }

  @Test
  void aThreadThatRunsALambdaOfTheBundleBelongsToIt() {
    start("acme-lambda", new Object() {
      Runnable work() {
        return () -> Acme.wait(released);
      }
    }.work());
    left.add(LeakedThreads.of("org.acme", "1.0.0", Set.of(LeakedThreadsTest.class.getName() + "$1")::contains, null));
    assertEquals(Map.of("org.acme", 1), left.counts());
  }

  @Test
  void aThreadThatOnlyCallsTheBundleDoesNotBelongToIt() {
    start("other", () -> Acme.wait(released));
    left.add(LeakedThreads.of("org.acme", "1.0.0", Set.of(Acme.class.getName())::contains, null));
    assertEquals(List.of(), left.problems());
  }

  @Test
  void aThreadWithTheBundlesClassLoaderBelongsToIt() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
      Thread pooled =
          start(
              "pool-1",
              () -> {
                Thread.currentThread().setContextClassLoader(loader);
                Acme.wait(released);
              });
      left.add(LeakedThreads.of("org.acme", "1.0.0", NONE::contains, loader));
      assertEquals(Map.of("org.acme", 1), left.counts());
      released.countDown();
      pooled.join();
    }
  }

  @Test
  void aThreadThatWaitsEndsIfItIsInterrupted() throws Exception {
    Thread thread = start("acme-poller", new AcmeWork());
    LeakedThreads.BundleLeak seen = LeakedThreads.of("org.acme", "1.0.0", Set.of(AcmeWork.class.getName())::contains, null);
    left.interrupt(seen);
    thread.join(TimeUnit.SECONDS.toMillis(10));
    left.add(seen);
    assertEquals(List.of(), left.problems());
  }

  @Test
  void threadsThatABundleLeavesAgainAndAgainAreOneProblemWithTheirNumber() {
    for (int i = 0; i < 8; i++) {
      start(i < 2 ? "acme-poller" : "acme-" + i, new AcmeWork());
    }
    LeakedThreads.BundleLeak seen = LeakedThreads.of("org.acme", "1.0.0", Set.of(AcmeWork.class.getName())::contains, null);
    left.add(new LeakedThreads.BundleLeak("org.acme", "1.0.0", seen.threads().subList(0, 4), seen.since()));
    left.add(new LeakedThreads.BundleLeak("org.acme", "1.1.0", seen.threads().subList(4, 8), seen.since()));
    List<String> problems = left.problems().stream().map(HealthProblem::problem).toList();
    assertEquals(
        List.of(
            "its version 1.0.0, 1.1.0 has stopped, but 8 of its threads still run: acme-2, acme-3, acme-4, acme-5, acme-6"
                + " and others"),
        problems);
  }

  @Test
  void aThreadThatEndsInTimeIsNotReported() throws Exception {
    Thread thread = start("acme-poller", new AcmeWork());
    LeakedThreads.BundleLeak seen = LeakedThreads.of("org.acme", "1.0.0", Set.of(AcmeWork.class.getName())::contains, null);
    released.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    left.add(seen);
    assertEquals(List.of(), left.problems());
  }
}
