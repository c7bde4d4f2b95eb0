package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class HungTestsTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static CountDownLatch end = new CountDownLatch(0);

  /** Not found by Maven, because of its name. */
  static class Hanging {
    @Test
    void hangs() {
      awaitEnd();
    }
  }

  static class HangingAtTheEnd {
    @AfterAll
    static void hang() {
      awaitEnd();
    }

    @Test
    void passes() {}
  }

  static class Passing {
    @Test
    void one() throws Exception {
      pause();
    }

    @Test
    void two() throws Exception {
      pause();
    }

    @Test
    void three() throws Exception {
      pause();
    }

    // A purpose of its own: each test takes less than the limit, all of them more.
    private static void pause() throws InterruptedException {
      Thread.sleep(LIMIT.toMillis() * 3 / 8);
    }
  }

  // As a call of the kernel that no interrupt ends.
  private static void awaitEnd() {
    while (true) {
      try {
        end.await();
        return;
      } catch (InterruptedException e) {
        // continues to wait
      }
    }
  }

  private final BlockingQueue<String> measures = new LinkedBlockingQueue<>();

  private void run(Class<?> tests, HungTests.Measures taken) {
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new HungTests(LIMIT, GRACE, taken))
            .build();
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create(config).execute(request);
  }

  /** Ends the test that hangs with one of the measures. */
  private record Ends(BlockingQueue<String> taken, boolean byKilling) implements HungTests.Measures {
    @Override
    public void killPrograms() {
      taken.add("programs are killed");
      if (byKilling) {
        end.countDown();
      }
    }

    @Override
    public void endJvm() {
      taken.add("the JVM ends");
      end.countDown();
    }
  }

  @Test
  void aTestThatWaitsForAProgramEndsWhenItsProgramIsKilled() {
    end = new CountDownLatch(1);
    run(Hanging.class, new Ends(measures, true));
    assertEquals(List.of("programs are killed"), List.copyOf(measures));
  }

  @Test
  void aTestThatNothingEndsTakesTheJvmWithIt() {
    end = new CountDownLatch(1);
    run(Hanging.class, new Ends(measures, false));
    assertEquals(List.of("programs are killed", "the JVM ends"), List.copyOf(measures));
  }

  @Test
  void whatRunsAfterTheTestsOfAClassHasALimitToo() {
    end = new CountDownLatch(1);
    run(HangingAtTheEnd.class, new Ends(measures, true));
    assertEquals(List.of("programs are killed"), List.copyOf(measures));
  }

  @Test
  void aClassMayTakeLongerThanTheLimitOfATest() {
    run(Passing.class, new Ends(measures, true));
    assertEquals(List.of(), List.copyOf(measures));
  }
}
