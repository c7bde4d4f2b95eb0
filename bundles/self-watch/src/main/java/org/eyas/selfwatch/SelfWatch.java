package org.eyas.selfwatch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.control.AuditLog;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.launch.LauncherProperties;
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
 * Raises an alert when the engine is stopped or did not run, when the clock is set, when the engine loses limits or
 * priority, when one of its files changes on disk, and when a client changes the engine through the control socket or
 * the console. The shipped rules notice programs that do so by system calls.
 *
 * <p>It works on two threads: {@code self-watch}, once per second, and {@code watch-files}. The launcher calls
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

  /** eyas.self_watch of the configuration. */
  @ObjectClassDefinition(name = "Eyas self-watch")
  @interface Config {
    @AttributeDefinition(description = "Files and folders of configuration, rules and bundles")
    String[] files() default {};
  }

  private final EngineFiles files;
  private final SelfAlerts alerts;
  private final ChangeAuthors authors;
  private final AuditFollower follower = new AuditFollower(this::audit);
  private final ClockWatch clock = new ClockWatch(System.nanoTime(), System.currentTimeMillis());
  private final ResourceWatch resources = new ResourceWatch(Path.of("/"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("self-watch").factory());

  /** The audit log is part of another bundle, which may be absent. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC) volatile @Nullable AuditLog audit;

  @Activate
  public SelfWatch(
      BundleContext context, Config config, @Reference InternalAlerts alerts, @Reference AlertHistory history) {
    this(Path.of(String.valueOf(context.getProperty(LauncherProperties.HOME))), config, alerts, history);
  }

  /** @param home the folder of the program */
  SelfWatch(Path home, Config config, InternalAlerts alerts, AlertHistory history) {
    this.alerts = new SelfAlerts(alerts);
    authors = new ChangeAuthors(history, this::audit);
    files = new EngineFiles(home, this::report);
    files.begin(config.files());
    timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private @Nullable AuditLog audit() {
    return audit;
  }

  /** From now on, watches the files that the new configuration names. Files that changed before are reported. */
  @Modified
  void follow(Config config) {
    files.follow(config.files());
  }

  private void tick() {
    try {
      clock.tick(System.nanoTime(), System.currentTimeMillis());
      alerts.clock(clock);
      alerts.resources(resources.losses());
      follower.newEntries().forEach(alerts::changed);
    } catch (RuntimeException e) {
      LOG.error("the engine cannot watch itself due to an internal error", e); // otherwise the timer would end silently
    }
  }

  private void report(List<FileChange> changes) {
    alerts.files(changes, authors.ofChange(changes, Instant.now()));
  }

  /** Called when the process ends because of a signal or a command. The outputs send this alert before they close. */
  @Override
  public void run() {
    alerts.stopping(authors.ofStop(Instant.now()));
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
    files.close();
  }
}
