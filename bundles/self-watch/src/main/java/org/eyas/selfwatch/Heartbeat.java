package org.eyas.selfwatch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.control.Health;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.rule.RuleSetView.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert at an interval, on the thread {@code heartbeat}. A receiver that expects the alert notices when the
 * engine of a host is stopped, or when its alerts no longer arrive. The alert contains the heads of the records on disk: a receiver
 * that keeps them can prove later that a record was changed, also by root of this host.
 */
@Component(
    service = Heartbeat.class,
    immediate = true,
    configurationPid = "org.eyas.heartbeat",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Heartbeat.Config.class)
public final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** eyas.heartbeat of the configuration. */
  @ObjectClassDefinition(name = "Eyas heartbeat")
  @interface Config {
    @AttributeDefinition(description = "eyas.heartbeat.interval")
    long interval_millis();
  }

  private final SourceControl sources;
  private final RuleControl rules;
  private final Health health;
  private final InternalAlerts alerts;
  private final List<ChainedRecord> records = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heartbeat").factory());

  @Activate
  public Heartbeat(
      Config config,
      @Reference SourceControl sources,
      @Reference RuleControl rules,
      @Reference Health health,
      @Reference InternalAlerts alerts) {
    this.sources = sources;
    this.rules = rules;
    this.health = health;
    this.alerts = alerts;
    long interval = config.interval_millis();
    // A fixed delay: after a time without a processor there is one heartbeat, not all of those that are missing.
    timer.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRecord(ChainedRecord record) {
    records.add(record);
  }

  void unbindRecord(ChainedRecord record) {
    records.remove(record);
  }

  private void beat() {
    try {
      raise();
    } catch (RuntimeException e) {
      LOG.error("a heartbeat failed due to an internal error", e); // otherwise the timer would end silently
    }
  }

  private void raise() {
    List<SourceStatus> all = sources.sources();
    int problems = health.problems().size();
    SelfAlertBuilder alert =
        new SelfAlertBuilder("heartbeat", problems == 0 ? "Eyas runs" : "Eyas runs, but is not healthy");
    records.forEach(record -> alert.with(record.name() + "_head", record.head()));
    alert.with("sources", all.stream().filter(source -> source.state() == SourceStatus.State.RUNNING).count())
        .with("events", all.stream().mapToLong(SourceStatus::events).sum())
        .with("lost", all.stream().mapToLong(SourceStatus::lost).sum())
        .with("rules", rules.rules().stream().filter(rule -> rule.rule().state() == State.ENABLED).count())
        .with("problems", (long) problems)
        .with("uptime_s", TimeUnit.MILLISECONDS.toSeconds(ManagementFactory.getRuntimeMXBean().getUptime()))
        .raise(alerts, Priority.INFORMATIONAL);
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
  }
}
