package org.eyas.systemd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.Health;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.launch.LauncherServices;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the state of the engine to systemd, if it started the engine as a unit of Type=notify: the unit becomes active when
 * events are read, and {@code systemctl status} shows which sources run. After a restart of the unit, the log has the time in
 * which no events were read.
 *
 * <p>It works on a thread of its own, {@code systemd}: ten times a second until events are read, then every five seconds. A
 * report that was not sent is repeated the next time. The launcher calls {@link #run} before the process ends.
 */
@Component(service = Runnable.class, property = LauncherServices.SIGNAL + "=TERM", immediate = true)
public final class Unit implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Unit.class);
  private static final long START_MILLIS = 100;
  private static final long RUN_MILLIS = 5_000;

  private final SourceControl sources;
  private final Health health;
  private final @Nullable Notifier notifier;
  private final @Nullable LastReading lastReading;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("systemd").factory());
  private boolean reading;
  private boolean stopping;
  private String last = "";

  @Activate
  public Unit(@Reference SourceControl sources, @Reference Health health) {
    this(sources, health, Notifier.of(System.getenv()), LastReading.of(System.getenv()));
  }

  /**
   * @param notifier null if systemd expects no reports; then no thread is started
   * @param lastReading null if the unit has no folder for it
   */
  Unit(SourceControl sources, Health health, @Nullable Notifier notifier, @Nullable LastReading lastReading) {
    this.sources = sources;
    this.health = health;
    this.notifier = notifier;
    this.lastReading = lastReading;
    if (notifier != null) {
      timer.execute(this::look);
    }
  }

  private void look() {
    boolean running = false;
    try {
      List<SourceStatus> all = sources.sources();
      running = all.stream().anyMatch(source -> source.state() == SourceStatus.State.RUNNING);
      if (running) {
        noteReading(Instant.now());
      }
      report((running ? "READY=1\n" : "") + "STATUS=" + StatusLine.of(all, health.problems().size()));
    } catch (RuntimeException e) {
      LOG.error("the state is not reported to systemd due to an internal error", e);
    }
    if (!timer.isShutdown()) {
      timer.schedule(this::look, running ? RUN_MILLIS : START_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void noteReading(Instant now) {
    if (lastReading == null || stopping) {
      return;
    }
    if (!reading) {
      lastReading.gap(now).ifPresent(Unit::logGap);
      reading = true;
    }
    lastReading.note(now);
  }

  // At most: the last note is up to five seconds older than the end of an engine that was killed.
  private static void logGap(Duration gap) {
    LOG.info("Monitoring resumes after a restart: no events were read for at most {} s", gap.toMillis() / 1e3);
  }

  private synchronized void report(String text) {
    if (notifier != null && !stopping && !text.equals(last) && notifier.send(text)) {
      last = text;
    }
  }

  /** The process ends because of a signal or a command. */
  @Override
  public synchronized void run() {
    if (reading) {
      noteReading(Instant.now());
    }
    report("STOPPING=1\nSTATUS=Stopping");
    stopping = true;
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
  }
}
