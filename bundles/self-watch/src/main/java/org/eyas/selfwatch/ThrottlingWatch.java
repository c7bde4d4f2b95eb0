package org.eyas.selfwatch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.OwnHealth;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every ten seconds whether the limit of the cgroup makes the engine slow, on the thread
 * {@code watch-processor}. If there is no limit at the start, there is no such thread.
 */
@Component(
    service = ThrottlingWatch.class,
    immediate = true,
    configurationPid = "org.eyas.processor",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ThrottlingWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ThrottlingWatch.class);
  private static final long SECONDS = 10;

  private final Optional<ScheduledExecutorService> timer;

  @Activate
  public ThrottlingWatch(@Reference OwnHealth health) {
    timer = ProcessorLimit.find(Path.of("/")).map(limit -> begin(new ThrottlingCheck(limit, health)));
  }

  private static ScheduledExecutorService begin(ThrottlingCheck slowness) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("watch-processor").factory());
    timer.scheduleWithFixedDelay(() -> checkThrottling(slowness), SECONDS, SECONDS, TimeUnit.SECONDS);
    return timer;
  }

  private static void checkThrottling(ThrottlingCheck slowness) {
    try {
      slowness.judgeThrottling();
    } catch (RuntimeException e) {
      LOG.error("the limit of the processor is not watched due to an internal error", e); // else the timer would end silently
    }
  }

  @Deactivate
  void close() {
    timer.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
