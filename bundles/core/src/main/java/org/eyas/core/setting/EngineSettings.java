package org.eyas.core.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Priority;
import org.eyas.core.dispatch.RenderOptions;
import org.eyas.engine.field.HostName;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.loop.BaseSyscalls;
import org.eyas.engine.loop.LossAction;
import org.eyas.engine.loop.LossPolicy;
import org.eyas.engine.recording.RecordingPolicy;
import org.eyas.engine.rules.RuleLimits;
import org.eyas.engine.state.StateLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration of the engine. The configuration bundle writes it, and may change it while the engine runs. To read several
 * values that belong together, use {@link #now}.
 */
@Component(
    service = EngineSettings.class,
    configurationPid = "org.eyas.engine",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EngineSettings.Config.class)
public final class EngineSettings {
  /** Keys of the configuration file about the engine itself. */
  @ObjectClassDefinition(name = "Eyas engine")
  @interface Config {
    @AttributeDefinition(description = "engine.kind: replay, nodriver, a driver, or auto for the best driver that works")
    String engine_kind() default "auto";

    @AttributeDefinition(description = "engine.replay.capture_file")
    String capture_file() default "";

    @AttributeDefinition(description = "settings of the driver, below engine.KIND: name=value")
    String[] source_options() default {};

    @AttributeDefinition(description = "rule_matching: first or all")
    String rule_matching() default "first";

    @AttributeDefinition(description = "priority: the lowest priority of loaded rules")
    String priority() default "debug";

    @AttributeDefinition(description = "json_output")
    boolean json_output() default false;

    @AttributeDefinition(description = "json_include_output_property")
    boolean json_include_output() default true;

    @AttributeDefinition(description = "json_include_message_property")
    boolean json_include_message() default false;

    @AttributeDefinition(description = "json_include_output_fields_property")
    boolean json_include_output_fields() default true;

    @AttributeDefinition(description = "json_include_tags_property")
    boolean json_include_tags() default true;

    @AttributeDefinition(description = "time_format_iso_8601")
    boolean time_iso8601() default false;

    @AttributeDefinition(description = "append_output: each entry as JSON text")
    String[] append_output() default {};

    @AttributeDefinition(description = "static_fields: name=value")
    String[] static_fields() default {};

    @AttributeDefinition(description = "rules: 'enable rule:NAME', 'disable tag:TAG', ... in order")
    String[] rules_selection() default {};

    @AttributeDefinition(description = "outputs_queue.capacity: maximum number of waiting alerts; 0 for no limit")
    int outputs_queue_capacity() default 0;

    @AttributeDefinition(description = "the host's name in alerts; empty for the system's own")
    String hostname() default "";

    @AttributeDefinition(description = "-M: stop after this many seconds of events; 0 for never")
    double duration_limit_seconds() default 0;

    @AttributeDefinition(description = "-v")
    public boolean verbose() default false;

    @AttributeDefinition(description = "buffer_format_base64")
    public boolean base64() default false;

    @AttributeDefinition(description = "--enable-source: the only event sources that are opened; empty for all")
    String[] sources_enabled() default {};

    @AttributeDefinition(description = "--disable-source: event sources that are not opened")
    String[] sources_disabled() default {};

    @AttributeDefinition(description = "-s: append statistics to this file; empty for no statistics")
    String stats_file() default "";

    @AttributeDefinition(description = "--stats-interval")
    int stats_interval_millis() default 5000;

    @AttributeDefinition(description = "eyas.rules.generated: whether rules become generated classes or stay trees")
    boolean rules_generated() default true;

    @AttributeDefinition(description = "eyas.rules.limits.file_kb")
    int limits_file_kb() default 32_768;

    @AttributeDefinition(description = "eyas.rules.limits.name_length")
    int limits_name_length() default 1_000;

    @AttributeDefinition(description = "eyas.rules.limits.text_length")
    int limits_text_length() default 65_536;

    @AttributeDefinition(description = "eyas.rules.limits.exception_values")
    int limits_exception_values() default 10_000;

    @AttributeDefinition(description = "eyas.rules.limits.condition_size")
    int limits_condition_size() default 50_000;

    @AttributeDefinition(description = "eyas.rules.limits.total_size")
    int limits_total_size() default 10_000_000;

    @AttributeDefinition(description = "eyas.rules.limits.seconds")
    int limits_seconds() default 60;

    @AttributeDefinition(description = "eyas.enrich.decide: late or early")
    String enrich_decide() default "early";

    @AttributeDefinition(description = "eyas.enrich.hold_ms: 0 to hold nothing")
    int enrich_hold_millis() default 150;

    @AttributeDefinition(description = "eyas.enrich.max_held")
    int enrich_most() default 1_000;

    @AttributeDefinition(description = "syscall_event_drops.threshold: share of events lost within a second")
    double drops_threshold() default 0.1;

    @AttributeDefinition(description = "syscall_event_drops.actions: ignore, log, alert, exit")
    String[] drops_actions() default {};

    @AttributeDefinition(description = "syscall_event_drops.rate: actions per second in the long run")
    double drops_rate() default 0.03333;

    @AttributeDefinition(description = "syscall_event_drops.max_burst: actions in a row")
    double drops_burst() default 1;

    @AttributeDefinition(description = "syscall_event_drops.simulate_drops")
    boolean drops_simulated() default false;

    @AttributeDefinition(description = "syscall_event_timeouts.max_consecutives")
    long timeouts_most() default 1000;

    @AttributeDefinition(description = "base_syscalls.custom_set: names to trace, or !name to exclude one")
    String[] base_custom() default {};

    @AttributeDefinition(description = "base_syscalls.repair")
    boolean base_repair() default false;

    @AttributeDefinition(description = "base_syscalls.all")
    boolean base_all() default false;

    @AttributeDefinition(description = "capture.enabled")
    boolean recording_enabled() default false;

    @AttributeDefinition(description = "capture.mode: rules or all_rules")
    String recording_mode() default "rules";

    @AttributeDefinition(description = "capture.path_prefix")
    String recording_prefix() default "/tmp/falco";

    @AttributeDefinition(description = "capture.default_duration, in milliseconds")
    long recording_millis() default 5000;

    @AttributeDefinition(description = "capture.max_file_size_mb: 0 for no limit")
    long recording_megabytes() default 0;

    @AttributeDefinition(description = "falco_libs.thread_table_size; 0 for Falco's default")
    long threads_most() default 262_144;

    @AttributeDefinition(description = "falco_libs.thread_table_auto_purging_interval_s")
    long threads_purge_seconds() default 300;

    @AttributeDefinition(description = "falco_libs.thread_table_auto_purging_thread_timeout_s")
    long threads_timeout_seconds() default 300;

    @AttributeDefinition(description = "plugins, load_plugins: plugins that count as loaded if rule files require them")
    public String[] plugins() default {"container"};
  }

  /** The kind that replays capture files; all other kinds are drivers. */
  public static final String REPLAY = "replay";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private volatile Config config;
  private volatile Runnable listener = () -> {};

  @Activate
  public EngineSettings(Config config) {
    this.config = config;
  }

  /** For tests: settings that were not written by a configuration. */
  public static EngineSettings of(Map<String, Object> properties) {
    return new EngineSettings(TypedConfig.of(Config.class, properties));
  }

  @Modified
  void modified(Config changed) {
    config = changed;
    listener.run();
  }

  /** Applies other settings immediately; Configuration Admin delivers the same ones later. */
  public void become(EngineSettings other) {
    config = other.config;
  }

  public void listener(Runnable added) {
    listener = added;
  }

  /** The current settings, immutable. */
  public EngineSettings now() {
    return new EngineSettings(config);
  }

  /** The changed keys of the file that are only read at a start. A change of driver does not need a restart. */
  public List<String> changedForTheNextStart(EngineSettings next) {
    List<String> keys = new ArrayList<>();
    boolean replayed = engineKind().equals(REPLAY);
    if (replayed != next.engineKind().equals(REPLAY)) {
      keys.add("engine.kind");
    }
    if (replayed && !captureOptions().equals(next.captureOptions())) {
      keys.add("engine.replay.capture_file");
    }
    if (queueCapacity() != next.queueCapacity()) {
      keys.add("outputs_queue.capacity");
    }
    return keys;
  }

  /** All values by name, for comparisons. */
  public Map<String, Object> values() {
    return TypedConfig.values(Config.class, config);
  }

  public String engineKind() {
    return config.engine_kind();
  }

  public Map<String, String> captureOptions() {
    Map<String, String> options = pairs(config.source_options());
    if (!config.capture_file().isEmpty()) {
      options.put("capture_file", config.capture_file());
    }
    return options;
  }

  public boolean matchAll() {
    return config.rule_matching().toLowerCase(Locale.ROOT).equals("all");
  }

  public Priority minimumPriority() {
    return Priority.parse(config.priority()).orElse(Priority.DEBUG);
  }

  public boolean json() {
    return config.json_output();
  }

  public boolean verbose() {
    return config.verbose();
  }

  public int queueCapacity() {
    return config.outputs_queue_capacity();
  }

  public long durationLimitNanos() {
    return (long) (config.duration_limit_seconds() * 1e9);
  }

  public List<String> appendOutput() {
    return List.of(config.append_output());
  }

  public Map<String, String> staticFields() {
    return pairs(config.static_fields());
  }

  static Map<String, String> pairs(String[] written) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : written) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  public List<String> selection() {
    return List.of(config.rules_selection());
  }

  public boolean base64() {
    return config.base64();
  }

  /** The only sources that are opened; empty for all. */
  public List<String> enabledSources() {
    return List.of(config.sources_enabled());
  }

  public List<String> disabledSources() {
    return List.of(config.sources_disabled());
  }

  /** FALCO_HOSTNAME; empty if it is not set. */
  public String givenHostName() {
    return config.hostname();
  }

  /** Empty if no statistics are written. */
  public String statisticsFile() {
    return config.stats_file();
  }

  public int statisticsMillis() {
    return config.stats_interval_millis();
  }

  public boolean generatedRules() {
    return config.rules_generated();
  }

  public RuleLimits ruleLimits() {
    Config now = config;
    return new RuleLimits(
        now.limits_file_kb(),
        now.limits_name_length(),
        now.limits_text_length(),
        now.limits_exception_values(),
        now.limits_condition_size(),
        now.limits_total_size());
  }

  /** The time limit for work on rules while other rules run. */
  public Duration longestWork() {
    return Duration.ofSeconds(config.limits_seconds());
  }

  /** How matches with values that an enricher is still looking up are held. */
  public HoldOptions holdOptions() {
    Config now = config;
    boolean late = now.enrich_decide().toLowerCase(Locale.ROOT).equals("late");
    return new HoldOptions(TimeUnit.MILLISECONDS.toNanos(now.enrich_hold_millis()), now.enrich_most(), late);
  }

  public LossPolicy lossPolicy() {
    Config now = config;
    Set<LossAction> actions = EnumSet.noneOf(LossAction.class);
    for (String action : now.drops_actions()) {
      actions.add(LossAction.of(action));
    }
    return new LossPolicy(
        now.drops_threshold(), actions, now.drops_rate(), now.drops_burst(), now.drops_simulated());
  }

  /** The number of reads of a live source without an event after which an alert is raised. */
  public long mostSilentReads() {
    return config.timeouts_most();
  }

  public BaseSyscalls baseSyscalls() {
    return new BaseSyscalls(List.of(config.base_custom()), config.base_repair(), config.base_all());
  }

  public RecordingPolicy recording() {
    Config now = config;
    return new RecordingPolicy(
        now.recording_enabled(),
        now.recording_mode().toLowerCase(Locale.ROOT).equals("all_rules"),
        now.recording_millis(),
        now.recording_megabytes(),
        now.recording_prefix());
  }

  public StateLimits stateLimits() {
    Config now = config;
    long most = now.threads_most() == 0 ? StateLimits.USUAL.threads() : now.threads_most();
    return new StateLimits(
        most, now.threads_purge_seconds() * NANOS_PER_SECOND, now.threads_timeout_seconds() * NANOS_PER_SECOND);
  }

  public List<String> plugins() {
    return List.of(config.plugins());
  }

  public RenderOptions renderOptions() {
    return new RenderOptions(
        config.json_output(),
        config.json_include_output(),
        config.json_include_message(),
        config.json_include_output_fields(),
        config.json_include_tags(),
        config.time_iso8601(),
        config.hostname().isEmpty() ? HostName.current().toString() : config.hostname());
  }
}
