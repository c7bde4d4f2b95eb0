package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.component.StartCommand.Needs;
import org.eyas.config.yaml.ConfigException;

/**
 * The configuration of each bundle, by PID. It contains the values that the table of keys passes on, and values that
 * are computed from keys and from options of the command line. A component whose PID is absent is disabled.
 */
public final class ComponentConfigurations {
  private static final String FAULTS = "org.eyas.faults";
  private static final String AUDIT = "org.eyas.audit";
  private static final String EVIDENCE = "org.eyas.evidence";
  private static final String EVIDENCE_FILE = "eyas.evidence.file";
  private static final String FIPS = "org.eyas.fips";
  private static final String CONTROL = "org.eyas.control";
  private static final String SOCKET = "eyas.control.socket";
  private static final String WEB = "org.eyas.web";
  private static final String PLUGIN = "org.eyas.plugin.";
  private static final String AUDIT_PLUGIN = PLUGIN + "k8saudit";
  private static final String JSON_PLUGIN = PLUGIN + "json";
  private static final String AUDIT_RULES = "org.eyas.rules.audit";
  private static final String AUDIT_WEBHOOK = "org.eyas.k8saudit.webhook";
  private static final String DNS = "org.eyas.dns";
  private static final String HASH = "org.eyas.hash";
  private static final String CONTAINERS = PLUGIN + "container";

  private final ConfigTree tree;
  private final LaunchProperties options;
  private final Map<String, String> environment;
  private final String hostname;

  /**
   * @param environment the variables of this process: FALCO_HOSTNAME, and those that Kubernetes gives to the programs
   *     in pods
   */
  public ComponentConfigurations(ConfigTree tree, LaunchProperties options, Map<String, String> environment) {
    this.tree = tree;
    this.options = options;
    this.environment = environment;
    hostname = hostname(environment);
  }

  /** The name that the environment gives to this machine; empty if it gives none. */
  public static String hostname(Map<String, String> environment) {
    return environment.getOrDefault("FALCO_HOSTNAME", "");
  }

  public Map<String, Map<String, Object>> byPid() throws ConfigException {
    StartCommand command = StartCommandTable.requested(options);
    boolean runs = command.pid().equals(ComponentPids.RUN);
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    if (command.needs(Needs.ENGINE)) {
      EngineConfigs engine = new EngineConfigs(tree, options, hostname);
      all.putAll(engine.byPid());
      all.putAll(ThirdPartyConfigs.of(tree));
      if (command.needs(Needs.RULES)) {
        putRules(all, runs, engine.isService());
      }
      putPlugins(all, runs, engine.isLive()); // their fields are listed, too
      putLive(all, DNS, runs && engine.isLive());
      putLive(all, HASH, runs && engine.isLive());
      if (runs) {
        putRun(all, engine.isService());
      }
    }
    all.put(command.pid(), command.properties().of(options, tree));
    if (command.needs(Needs.BUNDLES)) {
      String driver = runs ? new EngineConfigs(tree, options, hostname).firstDriver() : "";
      all.put(ProvisionConfig.PID, ProvisionConfig.of(tree, options, runs, driver));
    }
    return all;
  }

  // An ordinary user may not ask the runtimes of containers.
  private void putRules(Map<String, Map<String, Object>> all, boolean runs, boolean service) throws ConfigException {
    all.putAll(new RuleConfigs(tree, options).byPid(StartCommandTable.readsRules(options)));
    Map<String, Object> containers = new LinkedHashMap<>(KeyProperties.of(tree, CONTAINERS));
    containers.put("live", runs && service);
    all.put(CONTAINERS, containers); // that bundle runs whether its plugin is loaded or not
    all.putAll(DispatchConfigs.of(tree));
    all.put(FAULTS, KeyProperties.of(tree, FAULTS));
  }

  // The files of a capture are on another machine.
  private void putLive(Map<String, Map<String, Object>> all, String pid, boolean live) {
    Map<String, Object> properties = new LinkedHashMap<>(KeyProperties.of(tree, pid));
    properties.put("live", live);
    all.put(pid, properties);
  }

  private void putPlugins(Map<String, Map<String, Object>> all, boolean runs, boolean live) throws ConfigException {
    for (PluginConfig plugin : PluginConfigs.needed(tree)) {
      all.computeIfAbsent(PLUGIN + plugin.name(), pid -> KeyProperties.of(tree, pid)).putAll(plugin.properties());
    }
    if (all.containsKey(AUDIT_PLUGIN)) {
      all.put(AUDIT_WEBHOOK, KeyProperties.of(tree, AUDIT_WEBHOOK));
      if (all.containsKey(JSON_PLUGIN) && all.containsKey(RuleConfigs.SHIPPED)) {
        all.put(AUDIT_RULES, Map.of());
      }
    }
    new KubernetesConfig(tree, environment).put(all, runs, live);
  }

  // Only a run opens outputs: the files, sockets and alerts on disk of another command are those of the engine that runs.
  // A replay and eyas run have no web server, and do not occupy the default socket of the engine of the machine.
  private void putRun(Map<String, Map<String, Object>> all, boolean service) {
    all.putAll(new OutputConfigs(tree, options, hostname).byPid());
    all.put(AUDIT, KeyProperties.of(tree, AUDIT));
    all.put(FIPS, KeyProperties.of(tree, FIPS));
    if (service && !tree.text(EVIDENCE_FILE).isEmpty()) {
      all.put(EVIDENCE, KeyProperties.of(tree, EVIDENCE));
    }
    for (String pid : List.of("org.eyas.grpc", CONTROL, "org.eyas.console", "org.eyas.incidents", ComponentPids.LOG_SYSLOG,
        WEB)) {
      boolean denied = pid.equals(WEB) || pid.equals(CONTROL) && tree.text(SOCKET).equals(tree.defaultText(SOCKET));
      if ((service || !denied) && KeyProperties.isOn(tree, pid)) {
        all.put(pid, KeyProperties.of(tree, pid));
      }
    }
    boolean metrics = tree.flag(MetricConfigs.SERVED) && tree.flag(MetricConfigs.ENABLED);
    all.getOrDefault(WEB, new LinkedHashMap<>()).put("prometheus.metrics.enabled", metrics);
  }
}
