package org.eyas.core.setting;

import java.util.List;
import java.util.Map;
import org.eyas.engine.supervision.SourceChoice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of a run: its source, its limits and its statistics. */
@Component(
    service = SourceSettings.class, configurationPid = SourceSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SourceSettings.Config.class)
public final class SourceSettings extends LiveSettings<SourceSettings.Values> {
  static final String PID = "org.eyas.engine";

  /** The configuration keys and command-line options of a run: its sources, time limit, queue of alerts and statistics. */
  @ObjectClassDefinition(name = "Eyas engine")
  @interface Config {
    @AttributeDefinition(description = "engine.kind: replay, nodriver, a driver, or auto for the best driver that works")
    String engine_kind() default "auto";

    @AttributeDefinition(description = "engine.replay.capture_file")
    String capture_file() default "";

    @AttributeDefinition(description = "settings of all sources: name=value; of one source, below engine.KIND: KIND/name=value")
    String[] source_options() default {};

    int outputs_queue_capacity() default 0;

    @AttributeDefinition(description = "-M: stop after this many seconds of events; 0 for never")
    double duration_limit_seconds() default 0;

    @AttributeDefinition(description = "-v")
    boolean verbose() default false;

    @AttributeDefinition(description = "--enable-source: the only event sources that are opened; empty for all")
    String[] sources_enabled() default {};

    @AttributeDefinition(description = "--disable-source: event sources that are not opened")
    String[] sources_disabled() default {};

    @AttributeDefinition(description = "-s: append statistics to this file; empty for no statistics")
    String stats_file() default "";

    @AttributeDefinition(description = "--stats-interval")
    int stats_interval_millis() default 5000;
  }

  /**
   * The values of the settings of a run.
   *
   * @param kind the kind of the source: {@link SourceChoice#REPLAY}, a driver, or auto
   * @param options the settings of the sources, by name; the name of a setting of one source begins with the kind of
   *     the source and a slash
   * @param enabled the only event sources that are opened; empty for all
   * @param disabled event sources that are not opened
   * @param durationLimitNanos the time after which events are not processed any more; 0 for no limit
   * @param statisticsFile the path of the statistics file; empty if no statistics are written
   * @param queueCapacity maximum number of waiting alerts; 0 for a share of the heap
   */
  public record Values(
      String kind, Map<String, String> options, List<String> enabled, List<String> disabled, long durationLimitNanos,
      boolean verbose, String statisticsFile, int statisticsMillis, int queueCapacity) {
    public Values {
      enabled = List.copyOf(enabled);
      disabled = List.copyOf(disabled);
    }
  }

  @Activate
  public SourceSettings(Config config) {
    super(options(config));
  }

  @Modified
  void modified(Config config) {
    delivered(options(config));
  }

  private static Values options(Config config) {
    Map<String, String> options = TypedConfig.pairs(config.source_options());
    if (!config.capture_file().isEmpty()) {
      options.put("capture_file", config.capture_file());
    }
    return new Values(
        config.engine_kind(),
        options,
        List.of(config.sources_enabled()),
        List.of(config.sources_disabled()),
        (long) (config.duration_limit_seconds() * 1e9),
        config.verbose(),
        config.stats_file(),
        config.stats_interval_millis(),
        config.outputs_queue_capacity());
  }
}
