package org.eyas.systemd;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * events are read, and {@code systemctl status} shows which sources run. After a restart of the unit, it logs for how long
 * no system calls were read.
 *
 * <p>It works on a thread of its own, {@code systemd}: ten times a second until events are read, then every five seconds. A
 * report that was not sent is repeated the next time. The launcher calls {@link #run} before the process ends.
 */
@Component(service = Runnable.class, property = LauncherServices.SIGNAL + "=TERM", immediate = true)
public final class SystemdReporter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdReporter.class);
  private static final long START_MILLIS = 100;
  private static final long RUN_MILLIS = 5_000;
  private static final String SYSCALL = "syscall";

  private final SourceControl sources;
  private final Health health;
  private final @Nullable SystemdNotifier notifier;
  private final @Nullable LastReadTime lastReading;
  private final Consumer<String> resumed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("systemd").factory());
  private boolean reading; // system calls, at the last look
  private boolean stopping;
  private String last = "";

  @Activate
  public SystemdReporter(@Reference SourceControl sources, @Reference Health health) {
    this(sources, health, SystemdNotifier.of(System.getenv()), LastReadTime.of(System.getenv()), LOG::info);
  }

  /**
   * @param notifier null if systemd expects no reports; then no thread is started
   * @param lastReading the time at which system calls were last read; null if the unit has no folder for it
   * @param resumed receives the line about the time for which no system calls were read before this process read them
   */
  SystemdReporter(
      SourceControl sources, Health health, @Nullable SystemdNotifier notifier, @Nullable LastReadTime lastReading,
      Consumer<String> resumed) {
    this.sources = sources;
    this.health = health;
    this.notifier = notifier;
    this.lastReading = lastReading;
    this.resumed = resumed;
    if (notifier != null) {
      timer.execute(this::reportState);
    }
  }

  private void reportState() {
    boolean running = false;
    try {
      List<SourceStatus> all = sources.sources();
      running = all.stream().anyMatch(SystemdReporter::isRunning);
      noteReading(all.stream().anyMatch(source -> isRunning(source) && source.source().equals(SYSCALL)));
      report((running ? "READY=1\n" : "") + "STATUS=" + SystemdStatusLine.of(all, health.problems().size()));
    } catch (RuntimeException e) {
      LOG.error("the state is not reported to systemd due to an internal error", e);
    }
    if (!timer.isShutdown()) {
      timer.schedule(this::reportState, running ? RUN_MILLIS : START_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean isRunning(SourceStatus source) {
    return source.state() == SourceStatus.State.RUNNING;
  }

  private synchronized void noteReading(boolean now) {
    reading = now;
    if (reading && lastReading != null && !stopping) {
      lastReading.recordReading().map(this::gapLine).ifPresent(resumed);
    }
  }

  // At most: the last note is up to five seconds older than the end of an engine that was killed.
  private String gapLine(Duration gap) {
    double seconds = gap.toMillis() / 1e3;
    String begin = "Monitoring resumes after a restart: ";
    return sources.recordedEvents()
        .map(recorded -> begin + "the system calls of at most " + seconds + " s were recorded meanwhile"
            + (recorded.lost() == 0 ? "" : ", except " + recorded.lost() + " that were lost"))
        .orElse(begin + "no system calls were read for at most " + seconds + " s");
  }

  private synchronized void report(String text) {
    if (notifier != null && !stopping && !text.equals(last) && notifier.send(text)) {
      last = text;
    }
  }

  /** Called when the process ends because of a signal or a command. */
  @Override
  public synchronized void run() {
    noteReading(reading);
    report("STOPPING=1\nSTATUS=Stopping");
    stopping = true;
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
  }
}
