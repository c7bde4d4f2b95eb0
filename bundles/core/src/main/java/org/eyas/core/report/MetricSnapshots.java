package org.eyas.core.report;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.core.metric.EngineReading;
import org.eyas.core.metric.SnapshotFile;
import org.eyas.core.metric.SnapshotOptions;
import org.eyas.core.metric.SnapshotSeries;
import org.eyas.core.setting.MetricSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the engine's figures at an interval: as an alert, in a file, or both. The first report is made as soon as a
 * source runs.
 */
@Component(
    service = MetricSnapshots.class,
    immediate = true,
    configurationPid = "org.eyas.metrics.snapshots",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MetricSnapshots.Config.class)
public final class MetricSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(MetricSnapshots.class);
  private static final String RULE = "Falco internal: metrics snapshot";
  private static final String MESSAGE = "Falco metrics snapshot";
  private static final long FIRST_LOOK_MILLIS = 50;

  /** The configuration keys below {@code metrics} that concern snapshots. */
  @ObjectClassDefinition(name = "Eyas metrics snapshots")
  @interface Config {
    @AttributeDefinition(description = "metrics.interval")
    long interval_millis() default 3_600_000;

    boolean output_rule() default true;
    String output_file() default "";
    boolean convert_memory_to_mb() default true;
    boolean include_empty_values() default false;
  }

  private final Config config;
  private final EngineReader readings;
  private final MetricCollector metrics;
  private final InternalAlerts alerts;
  private final SnapshotFile file;
  private final SnapshotSeries snapshots;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("metrics").factory());

  @Activate
  public MetricSnapshots(
      Config config,
      @Reference MetricSettings settings,
      @Reference EngineReader readings,
      @Reference MetricCollector metrics,
      @Reference InternalAlerts alerts) {
    this.config = config;
    this.readings = readings;
    this.metrics = metrics;
    this.alerts = alerts;
    file = new SnapshotFile(Path.of(config.output_file()));
    snapshots =
        new SnapshotSeries(
            () -> new SnapshotOptions(settings.groups(), config.convert_memory_to_mb(), config.include_empty_values()),
            this::report);
    timer.schedule(this::takeFirst, FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void takeFirst() {
    if (takeSnapshot()) {
      long interval = config.interval_millis();
      timer.scheduleAtFixedRate(this::takeSnapshot, interval, interval, TimeUnit.MILLISECONDS);
      return;
    }
    timer.schedule(this::takeFirst, FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private boolean takeSnapshot() {
    try {
      EngineReading reading = readings.read();
      snapshots.makeSnapshots(reading, metrics.ofOthers());
      return !reading.sources().isEmpty();
    } catch (RuntimeException e) {
      LOG.error("a metrics snapshot failed due to an internal error", e); // otherwise the timer would end silently
      return true;
    }
  }

  private void report(long sample, SortedMap<String, @Nullable Object> fields) {
    if (config.output_rule()) {
      alerts.raise(Priority.INFORMATIONAL, RULE, MESSAGE, fields);
    }
    if (!config.output_file().isEmpty()) {
      file.append(sample, fields);
    }
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
  }
}
