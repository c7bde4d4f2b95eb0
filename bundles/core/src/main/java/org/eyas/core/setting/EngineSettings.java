package org.eyas.core.setting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eyas.engine.dispatch.RenderOptions;
import org.eyas.engine.health.LossPolicy;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.text.FalcoVersion;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All settings of the engine, which may change while it runs. To read several values that belong together, use {@link #now}.
 */
@Component(service = EngineSettings.class)
public final class EngineSettings {
  private final SourceSettings source;
  private final RuleSettings rules;
  private final AlertSettings alerts;
  private final LoopSettings loop;
  private final FalcoVersion falcoVersion;

  @Activate
  public EngineSettings(
      @Reference SourceSettings source, @Reference RuleSettings rules, @Reference AlertSettings alerts,
      @Reference LoopSettings loop) {
    this.source = source;
    this.rules = rules;
    this.alerts = alerts;
    this.loop = loop;
    falcoVersion = rules.now().falcoVersion();
  }

  /** Creates settings for tests, without a configuration. The map has the properties of all PIDs. */
  public static EngineSettings of(Map<String, Object> properties) {
    return of(_ -> properties);
  }

  /** The settings of a configuration that is not published yet. */
  public static SettingsSnapshot candidate(Map<String, Map<String, Object>> configurations) {
    return of(pid -> configurations.getOrDefault(pid, Map.of())).now();
  }

  private static EngineSettings of(Function<String, Map<String, Object>> properties) {
    return new EngineSettings(
        new SourceSettings(TypedConfig.of(SourceSettings.Config.class, properties.apply(SourceSettings.PID))),
        new RuleSettings(TypedConfig.of(RuleSettings.Config.class, properties.apply(RuleSettings.PID))),
        new AlertSettings(TypedConfig.of(AlertSettings.Config.class, properties.apply(AlertSettings.PID))),
        new LoopSettings(TypedConfig.of(LoopSettings.Config.class, properties.apply(LoopSettings.PID))));
  }

  /** Applies other settings immediately. Configuration Admin delivers the same settings later. */
  public void apply(SettingsSnapshot other) {
    source.apply(other.source());
    rules.apply(other.rules());
    alerts.apply(other.alerts());
    loop.apply(other.loop());
  }

  /** Sets the listener that is called when Configuration Admin has delivered a change. */
  public void listener(Runnable added) {
    Stream.of(source, rules, alerts, loop).forEach(settings -> settings.listener(added));
  }

  /** The current settings. */
  public SettingsSnapshot now() {
    return new SettingsSnapshot(source.now(), rules.now(), alerts.now(), loop.now());
  }

  /** The version of Falco that is reproduced. It stays the same until the end, because names in the state depend on it. */
  public FalcoVersion falcoVersion() {
    return falcoVersion;
  }

  public RuleSettings.Values rules() {
    return rules.now();
  }

  public RenderOptions renderOptions() {
    return alerts.now().render();
  }

  /** Whether alerts and the results of commands are JSON. */
  public boolean json() {
    return renderOptions().json();
  }

  public LossPolicy lossPolicy() {
    return loop.now().losses();
  }

  /** The number of reads of a live source without an event after which an alert is raised. */
  public long mostSilentReads() {
    return loop.now().mostSilentReads();
  }

  public CapturePolicy recording() {
    return loop.now().recording();
  }

  public StateLimits stateLimits() {
    return loop.now().state();
  }

  public String engineKind() {
    return source.now().kind();
  }

  /** The settings of all sources, by name. */
  public Map<String, String> captureOptions() {
    return source.now().options();
  }

  /** The settings that concern a source, by the names that the source knows. */
  public Map<String, String> captureOptions(String kind) {
    String own = kind + "/";
    Map<String, String> options = new HashMap<>();
    source.now().options().forEach(
        (name, value) -> {
          if (!name.contains("/") || name.startsWith(own)) {
            options.put(name.substring(name.startsWith(own) ? own.length() : 0), value);
          }
        });
    return options;
  }

  /** The only event sources that are opened; empty for all. */
  public List<String> enabledSources() {
    return source.now().enabled();
  }

  public List<String> disabledSources() {
    return source.now().disabled();
  }

  public long durationLimitNanos() {
    return source.now().durationLimitNanos();
  }

  public boolean verbose() {
    return source.now().verbose();
  }

  /** The path of the statistics file; empty if no statistics are written. */
  public String statisticsFile() {
    return source.now().statisticsFile();
  }

  public int statisticsMillis() {
    return source.now().statisticsMillis();
  }

  public int queueCapacity() {
    return source.now().queueCapacity();
  }
}
