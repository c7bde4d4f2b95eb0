package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigJson;

/** The configurations of the engine, by PID. */
public final class EngineConfigs {
  private static final String ENGINE = "org.eyas.engine";
  private static final String RULES = "org.eyas.rules";
  private static final String ALERTS = "org.eyas.alerts";
  private static final String LOOP = "org.eyas.loop";
  private static final String PTRACE = "ptrace";
  private static final String SYSCALL = "syscall";

  private final ConfigTree tree;
  private final LaunchProperties options;
  private final String hostname;
  private final String kind;

  /** @param hostname FALCO_HOSTNAME, or empty */
  public EngineConfigs(ConfigTree tree, LaunchProperties options, String hostname) throws ConfigException {
    this.tree = tree;
    this.options = options;
    this.hostname = hostname;
    kind = options.isRunSubcommand() ? PTRACE : options.text("capture").isEmpty() ? kind() : DriverOptions.REPLAY;
  }

  /** Whether the engine monitors a host instead of reading a capture file. */
  boolean isLive() {
    return !kind.equals(DriverOptions.REPLAY);
  }

  /**
   * Whether this run is the engine of the machine, and not an engine that a user runs for one command or capture file.
   */
  public boolean isService() {
    return isLive() && !options.isRunSubcommand();
  }

  /** The driver that is opened first; empty if no driver is opened. */
  String firstDriver() {
    List<String> enabled = options.texts("enable.source");
    boolean isOff = options.texts("disable.source").contains(SYSCALL) || !enabled.isEmpty() && !enabled.contains(SYSCALL);
    return isOff || !isLive() ? "" : kind.equals("auto") ? "modern_ebpf" : kind;
  }

  Map<String, Map<String, Object>> byPid() throws ConfigException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put(LOOP, KeyProperties.of(tree, LOOP));
    Map<String, Object> alerts = KeyProperties.of(tree, ALERTS);
    alerts.put("hostname", hostname);
    all.put(ALERTS, alerts);
    all.put(RULES, rules());
    all.put(ENGINE, engine());
    return all;
  }

  private Map<String, Object> rules() throws ConfigException {
    Map<String, Object> rules = KeyProperties.of(tree, RULES);
    rules.put("append.output", appendOutput());
    rules.put("rules.selection", new RuleConfigs(tree, options).selection());
    rules.put("plugins", PluginConfigs.names(tree).toArray(String[]::new));
    return rules;
  }

  private Map<String, Object> engine() throws ConfigException {
    String capture = options.text("capture");
    Map<String, Object> engine = KeyProperties.of(tree, ENGINE);
    engine.put("engine.kind", kind);
    engine.put("capture.file", capture.isEmpty() ? tree.text("engine.replay.capture_file") : capture);
    engine.put("source.options", new DriverOptions(tree, options).of(kind));
    engine.put("duration.limit.seconds", seconds());
    engine.put("verbose", options.has("verbose"));
    engine.put("sources.enabled", options.texts("enable.source").toArray(String[]::new));
    engine.put("sources.disabled", options.texts("disable.source").toArray(String[]::new));
    engine.put("stats.file", options.text("stats.file"));
    engine.put("stats.interval.millis", options.number("stats.interval", 5_000));
    return engine;
  }

  private String kind() throws ConfigException {
    String given = tree.text("engine.kind");
    if (given.equals(DriverOptions.REPLAY) && tree.text("engine.replay.capture_file").isEmpty()) {
      throw new ConfigException("engine.kind is 'replay' but no engine.replay.capture_file is given");
    }
    return given.equals("ebpf") ? "modern_ebpf" : given;
  }

  private double seconds() throws ConfigException {
    String text = options.text("duration");
    try {
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ConfigException("option -M needs a number of seconds, not '" + text + "'");
    }
  }

  // -pc and -pk request what suggested_output adds anyway; any other text is added to every output.
  private String[] appendOutput() {
    List<Object> entries = AppendOutputEntries.of(tree);
    String print = options.text("print");
    if (!print.isEmpty() && !List.of("c", "container", "k", "kubernetes").contains(print)) {
      entries.add(Map.of("extra_output", print));
    }
    return entries.stream().map(ConfigJson::value).toArray(String[]::new);
  }
}
