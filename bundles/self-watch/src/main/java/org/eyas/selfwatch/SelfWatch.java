package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AlertHistory;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert when the engine is stopped or did not run, when the clock is set, when one of its files changes on disk, and
 * when somebody changes it through the control socket or the console. The rules that ship notice who does it by system calls.
 *
 * <p>It works on two threads of its own: {@code self-watch}, once per second, and {@code watch-files}. The launcher calls
 * {@link #run} before the process ends.
 */
@Component(
    service = Runnable.class,
    property = "signal=TERM",
    immediate = true,
    configurationPid = "org.eyas.selfwatch",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SelfWatch.Config.class)
public final class SelfWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SelfWatch.class);
  private static final long QUIET_MILLIS = 500;
  private static final int MOST_NAMED = 20;
  private static final List<String> HOME = List.of("bin", "lib", "bundles", "bundles/console", "bundles/kafka");

  /** eyas.self_watch of the configuration. */
  @ObjectClassDefinition(name = "Eyas self-watch")
  @interface Config {
    @AttributeDefinition(description = "Files and folders of configuration, rules and bundles")
    String[] files() default {};
  }

  private final Path home;
  private final InternalAlerts alerts;
  private final Authors authors;
  private final AuditFollower follower = new AuditFollower(this::audit);
  private final ClockWatch clock = new ClockWatch(System.nanoTime(), System.currentTimeMillis());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("self-watch").factory());
  private @Nullable FileWatch watch;
  private List<Path> files = List.of();
  private FileStamps stamps = FileStamps.of(List.of());

  /** The audit log is part of another bundle, which may be absent. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC) volatile @Nullable AuditLog audit;

  @Activate
  public SelfWatch(
      BundleContext context, Config config, @Reference InternalAlerts alerts, @Reference AlertHistory history) {
    this(Path.of(String.valueOf(context.getProperty("eyas.home"))), config, alerts, history);
  }

  /** @param home the folder of the program */
  SelfWatch(Path home, Config config, InternalAlerts alerts, AlertHistory history) {
    this.home = home;
    this.alerts = alerts;
    authors = new Authors(history, this::audit);
    begin(config);
    timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private @Nullable AuditLog audit() {
    return audit;
  }

  private synchronized void begin(Config config) {
    try {
      watch = new FileWatch(QUIET_MILLIS, this::compareFiles);
    } catch (IOException e) {
      LOG.warn("Changes of the engine's files are not noticed: {}", e.toString());
    }
    follow(config);
  }

  /** Files that the new configuration names are watched from now on; those that changed before are reported. */
  @Modified
  synchronized void follow(Config config) {
    compareFiles();
    List<Path> wanted = new ArrayList<>();
    HOME.forEach(folder -> wanted.add(home.resolve(folder)));
    for (String file : config.files()) {
      wanted.add(Path.of(file));
    }
    files = wanted;
    if (watch != null) {
      watch.watch(files);
    }
    stamps = FileStamps.of(files);
  }

  private void tick() {
    try {
      clock.tick(System.nanoTime(), System.currentTimeMillis());
      reportClock();
      follower.fresh().forEach(this::report);
    } catch (RuntimeException e) {
      LOG.error("the engine cannot watch itself due to an internal error", e); // otherwise the timer would end silently
    }
  }

  private void reportClock() {
    if (clock.stoppedSeconds() != 0) {
      new OwnAlert(
          "engine did not run",
          "Eyas did not run: it was stopped by a signal, a debugger or a frozen cgroup, or it got no processor")
          .with("seconds", clock.stoppedSeconds())
          .raise(alerts, Priority.CRITICAL);
    }
    if (clock.jumpedSeconds() != 0) {
      new OwnAlert("clock set", "The clock was set, or the machine slept")
          .with("seconds", clock.jumpedSeconds())
          .raise(alerts, Priority.WARNING);
    }
  }

  private void report(AuditEntry entry) {
    new OwnAlert(
        "engine changed", entry.done() ? "Somebody changed the engine" : "Somebody was refused a change of the engine")
        .with("who", entry.who())
        .with("what", entry.what())
        .with("detail", entry.detail())
        .raise(alerts, entry.done() ? Priority.NOTICE : Priority.WARNING);
  }

  private synchronized void compareFiles() {
    FileStamps now = FileStamps.of(files);
    List<FileChange> changes = stamps.changesUntil(now);
    stamps = now;
    if (!changes.isEmpty()) {
      new OwnAlert("files changed", "Files of the engine changed")
          .with("by", authors.ofChange(changes, Instant.now()))
          .with("count", (long) changes.size())
          .with("files", changes.stream().limit(MOST_NAMED).map(FileChange::toString).collect(Collectors.joining(", ")))
          .raise(alerts, Priority.WARNING);
    }
  }

  /** The process ends because of a signal or a command: the outputs send this alert before they close. */
  @Override
  public void run() {
    new OwnAlert("engine stopping", "Eyas is stopping")
        .with("by", authors.ofStop(Instant.now()))
        .raise(alerts, Priority.WARNING);
  }

  @Deactivate
  synchronized void close() {
    timer.shutdownNow();
    if (watch != null) {
      watch.close();
    }
  }
}
