package org.eyas.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.config.Reload;
import org.eyas.api.config.Reload.Candidate;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.config.component.ComponentPids;
import org.eyas.config.yaml.ConfigException;
import org.eyas.watch.FileFingerprint;
import org.eyas.watch.FileWatch;
import org.eyas.watch.RefusedEditException;
import org.eyas.watch.TextFile;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configuration and rules again when their files change or SIGHUP comes, while the engine runs. If they are
 * invalid, nothing changes, and the failure is reported in the log and as Falco's alert about it.
 */
@Component(
    service = {Runnable.class, ConfigurationReloader.class},
    property = LauncherServices.SIGNAL + "=HUP",
    immediate = true,
    configurationPid = ComponentPids.RUN,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfigurationReloader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReloader.class);
  private static final String FAILURE = "Falco internal: hot restart failure";
  private static final String UNCHANGED = "Nothing to reload: configuration and rules have the same meaning as before";
  private static final long QUIET_MILLIS = 100;

  private final ConfigurationPublisher configurator;
  private final Reload engine;
  private final InternalAlerts alerts;
  private LoadedConfiguration current;
  private List<Path> paths = List.of();
  private String fingerprint = "";
  private final long quietMillis;
  private final AtomicBoolean signalWaits = new AtomicBoolean();
  private volatile long lastSignalNanos;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable FileWatch watch;

  @Activate
  public ConfigurationReloader(
      @Reference ConfigurationPublisher configurator, @Reference Reload engine, @Reference InternalAlerts alerts) {
    this(configurator, engine, alerts, QUIET_MILLIS);
  }

  /** @param quietMillis the time after a change or a signal after which the files are read */
  ConfigurationReloader(ConfigurationPublisher configurator, Reload engine, InternalAlerts alerts, long quietMillis) {
    this.configurator = configurator;
    this.engine = engine;
    this.alerts = alerts;
    this.quietMillis = quietMillis;
    current = configurator.delivered();
    watchPaths(current);
    fingerprint = FileFingerprint.of(paths, current.loader().contents());
    if (watch != null && !FileFingerprint.of(paths).equals(fingerprint)) {
      // A file has changed since it was read, before the watch began. A reload waits for the first rules.
      Thread.ofPlatform().daemon().name("reload-missed").start(this::onChange);
    }
  }

  /**
   * SIGHUP: reloads whether or not a file looks changed, and whether or not files are watched. As after a change of a file, the reload
   * waits until there was no further signal for a moment, and stands for all of them.
   */
  @Override
  public void run() {
    LOG.info("SIGHUP received, restarting..."); // Falco's words, which scripts look for
    lastSignalNanos = System.nanoTime();
    if (signalWaits.compareAndSet(false, true) && isOpenAfterQuiet()) {
      tryReload();
    }
  }

  private boolean isOpenAfterQuiet() {
    long quiet = TimeUnit.MILLISECONDS.toNanos(quietMillis);
    try {
      for (long left = quiet; left > 0; left = lastSignalNanos + quiet - System.nanoTime()) {
        if (closed.await(left, TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      LOG.warn("The thread of a signal was interrupted: send SIGHUP again", e);
      return false;
    } finally {
      signalWaits.set(false); // from now on a signal may mean a change that the reload does not read
    }
  }

  private synchronized void onChange() {
    if (FileFingerprint.of(paths).equals(fingerprint)) {
      LOG.debug("files were written, but their content is the same");
      return;
    }
    tryReload();
  }

  private void tryReload() {
    try {
      reload();
    } catch (RefusedException e) {
      LOG.debug("the failed reload is reported already", e);
    }
  }

  /**
   * Reads everything again, whether or not a file looks changed. A failure is also reported to the log and as an alert.
   *
   * @return what runs now, in one line
   * @throws RefusedException if the engine could not run with it; everything stays as it was
   */
  synchronized String reload() throws RefusedException {
    fingerprint = FileFingerprint.of(paths);
    try {
      LoadedConfiguration next = configurator.readFiles();
      watchPaths(next);
      fingerprint = FileFingerprint.of(paths);
      return publish(next, engine.prepare(next.byPid()));
    } catch (ConfigException | RefusedException e) {
      throw refused(Reason.of(e));
    } catch (IOException e) {
      LOG.error("Configuration Admin rejects the configuration", e);
      throw new RefusedException("Configuration Admin rejects the configuration: " + Reason.of(e));
    }
  }

  /** The configuration that the engine runs with. */
  synchronized LoadedConfiguration current() {
    return current;
  }

  /**
   * Remarks about another text for a file; nothing changes.
   *
   * @throws RefusedException if the engine could not run with it
   */
  synchronized List<String> check(Path file, String text) throws RefusedException {
    LoadedConfiguration next = proposed(file, text);
    engine.prepare(next.byPid());
    return next.remarks();
  }

  /** Writes another text to a file and applies it; if the engine could not run with it, the file does not change. */
  synchronized void replace(TextFile file, String before, String text) throws RefusedException, IOException {
    LoadedConfiguration next = proposed(file.path(), text);
    Candidate candidate = engine.prepare(next.byPid());
    try {
      file.replace(before, text);
    } catch (RefusedEditException e) {
      throw new RefusedException(Reason.of(e));
    }
    watchPaths(next);
    fingerprint = FileFingerprint.of(paths);
    publish(next, candidate);
    if (!file.read().equals(text)) {
      tryReload(); // somebody else changed the file at the same time: the fingerprint covers the current content
    }
  }

  private LoadedConfiguration proposed(Path file, String text) throws RefusedException {
    try {
      LoadedConfiguration next = configurator.readFiles(Map.of(file, text));
      next.refuseNewMistakes(current);
      return next;
    } catch (ConfigException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  private String publish(LoadedConfiguration next, Candidate candidate) throws IOException {
    Set<String> written = configurator.publish(next);
    current = next;
    String result = written.isEmpty() && !candidate.changed() ? UNCHANGED : "Reloaded: " + candidate.publish();
    LOG.info(result);
    return result;
  }

  private RefusedException refused(String reason) {
    LOG.error("Reload failed, everything stays as it is: {}", reason);
    alerts.raise(Priority.CRITICAL, FAILURE, FAILURE + ": " + reason, Collections.emptySortedMap());
    return new RefusedException("reload failed, everything stays as it is: " + reason);
  }

  // The watch begins before the files are read, so that no later change is missed.
  private void watchPaths(LoadedConfiguration reading) {
    paths = reading.paths();
    if (!reading.isWatched()) {
      closeWatch();
      return;
    }
    FileWatch open = watch == null ? newWatch() : watch;
    if (open != null) {
      open.watch(paths);
    }
    watch = open;
  }

  private @Nullable FileWatch newWatch() {
    try {
      return new FileWatch(quietMillis, this::onChange);
    } catch (IOException e) {
      LOG.warn("Changes of files are not noticed ({}); after a change send SIGHUP", e.toString());
      return null;
    }
  }

  // Does not wait for a reload: it may be waiting for an engine that no longer starts.
  @Deactivate
  void close() {
    closed.countDown();
    closeWatch();
  }

  private void closeWatch() {
    FileWatch open = watch;
    watch = null;
    if (open != null) {
      open.close();
    }
  }
}
