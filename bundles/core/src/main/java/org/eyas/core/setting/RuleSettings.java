package org.eyas.core.setting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Priority;
import org.eyas.engine.demand.BaseSyscalls;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.text.FalcoVersion;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings about rules. */
@Component(service = RuleSettings.class, configurationPid = RuleSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RuleSettings.Config.class)
public final class RuleSettings extends LiveSettings<RuleSettings.Values> {
  static final String PID = "org.eyas.rules";

  /** The configuration keys that decide which rules are loaded, and how they are evaluated. */
  @ObjectClassDefinition(name = "Eyas rules")
  @interface Config {
    String rule_matching() default "first";
    String priority() default "debug";

    @AttributeDefinition(description = "append_output: each entry as JSON text")
    String[] append_output() default {};
    String[] static_fields() default {};
    @AttributeDefinition(description = "rules: 'enable rule:NAME', 'disable tag:TAG', ... in order")
    String[] rules_selection() default {};

    @AttributeDefinition(description = "plugins, load_plugins: plugins that count as loaded if rule files require them")
    String[] plugins() default {"container"};
    String falco_version() default "0.44";
    boolean generated() default true;
    int limits_file_kb() default 32_768;
    int limits_name_length() default 1_000;
    int limits_text_length() default 65_536;
    int limits_exception_values() default 10_000;
    int limits_condition_size() default 50_000;
    int limits_total_size() default 10_000_000;
    int limits_seconds() default 60;
    String[] base_syscalls_custom_set() default {};
    boolean base_syscalls_repair() default false;
    boolean base_syscalls_all() default false;
    boolean pushdown_enabled() default true;
    String enrich_decide() default "late";
    int enrich_hold_ms() default 150;
    int enrich_max_held() default 1_000;
    int enrich_follow_up_s() default 120;
    int memory_mb() default 32;
    String memory_directory() default "/var/lib/eyas/rule-memory";
    int join_wait_s() default 5;
  }

  /**
   * The values of the settings about rules.
   *
   * @param matchAll whether all rules that match an event fire, or only the first
   * @param minimumPriority the lowest priority of loaded rules
   * @param selection texts such as {@code disable tag:network}, in order
   * @param appendOutput entries of {@code append_output} as JSON
   * @param staticFields values by name
   * @param plugins plugins that count as loaded if rule files require them
   * @param falcoVersion the version of Falco whose handling of text is reproduced
   * @param generated whether rules become generated classes; otherwise they stay trees
   * @param limits the limits for rule documents
   * @param longestWork the time limit for work on rules while other rules run
   * @param baseSyscalls system calls that are traced besides those of the rules
   * @param hold the options for holding matches with values that an enricher is still looking up
   * @param pushdown whether a live source may leave out events that neither rules nor the state need
   * @param memoryBytes the heap that the rules of one source may take for the events that they remember
   * @param memoryDirectory the directory in which these events are kept over a restart; empty to keep none
   * @param joinWaitNanos the time for which events for rules over several sources wait for earlier events of other
   *     sources
   */
  public record Values(
      boolean matchAll, Priority minimumPriority, List<String> selection, List<String> appendOutput,
      Map<String, String> staticFields, List<String> plugins, FalcoVersion falcoVersion, boolean generated, RuleLimits limits,
      Duration longestWork,
      BaseSyscalls baseSyscalls, HoldOptions hold, boolean pushdown, long memoryBytes, String memoryDirectory,
      long joinWaitNanos) {
    public Values {
      selection = List.copyOf(selection);
      appendOutput = List.copyOf(appendOutput);
      plugins = List.copyOf(plugins);
    }
  }

  @Activate
  public RuleSettings(Config config) {
    super(options(config));
  }

  @Modified
  void modified(Config config) {
    delivered(options(config));
  }

  private static Values options(Config config) {
    return new Values(
        config.rule_matching().toLowerCase(Locale.ROOT).equals("all"),
        Priority.parse(config.priority()).orElse(Priority.DEBUG),
        List.of(config.rules_selection()),
        List.of(config.append_output()),
        TypedConfig.pairs(config.static_fields()),
        List.of(config.plugins()),
        FalcoVersion.ofKey(config.falco_version()).orElse(FalcoVersion.V0_44),
        config.generated(),
        limits(config),
        Duration.ofSeconds(config.limits_seconds()),
        new BaseSyscalls(
            List.of(config.base_syscalls_custom_set()), config.base_syscalls_repair(), config.base_syscalls_all()),
        hold(config),
        config.pushdown_enabled(),
        (long) config.memory_mb() << 20,
        config.memory_directory(),
        TimeUnit.SECONDS.toNanos(config.join_wait_s()));
  }

  private static HoldOptions hold(Config config) {
    boolean conditions = config.enrich_decide().toLowerCase(Locale.ROOT).equals("late");
    return new HoldOptions(
        TimeUnit.MILLISECONDS.toNanos(config.enrich_hold_ms()), config.enrich_max_held(), conditions,
        TimeUnit.SECONDS.toNanos(config.enrich_follow_up_s()));
  }

  private static RuleLimits limits(Config config) {
    return new RuleLimits(
        config.limits_file_kb(), config.limits_name_length(), config.limits_text_length(), config.limits_exception_values(),
        config.limits_condition_size(), config.limits_total_size());
  }
}
