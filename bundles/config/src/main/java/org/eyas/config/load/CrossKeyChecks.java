package org.eyas.config.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.DispatchConfigs;
import org.eyas.config.component.HttpOutputConfigs;
import org.eyas.config.component.KeyProperties;
import org.eyas.config.component.MetricConfigs;
import org.eyas.config.component.PrometheusDuration;
import org.eyas.config.component.SelfWatchConfigs;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyState;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;

/** Checks that involve several keys; Falco rejects the same. */
final class CrossKeyChecks {
  private static final long SHORTEST_MILLIS = 100;
  private static final long SHORTEST_HEARTBEAT_MILLIS = 1_000;
  private static final String SYSLOG = "eyas.syslog_output.";

  private record Needed(String enabled, String key, String what) {}

  private static final List<Needed> NEEDED =
      List.of(
          new Needed("file_output.enabled", "file_output.filename", "file output enabled but no filename"),
          new Needed("program_output.enabled", "program_output.program", "program output enabled but no program"),
          new Needed("http_output.enabled", "http_output.url", "http output enabled but no url"));

  /** A switch that has no effect unless another one is on. */
  private record Part(String key, String of) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("grpc_output.enabled", "grpc.enabled"),
          new Part("webserver.prometheus_metrics_enabled", "webserver.enabled"),
          new Part("webserver.prometheus_metrics_enabled", MetricConfigs.ENABLED));

  private final ConfigTree tree;
  private final ConfigSources sources;
  private final ConfigWarnings findings;

  CrossKeyChecks(ConfigTree tree, ConfigSources sources, ConfigWarnings findings) {
    this.tree = tree;
    this.sources = sources;
    this.findings = findings;
  }

  void check() throws ConfigException {
    for (Needed needed : NEEDED) {
      if (tree.flag(needed.enabled()) && tree.text(needed.key()).isEmpty()) {
        throw refused(needed.enabled(), needed.what() + " in configuration block (set " + needed.key() + ")");
      }
    }
    if (tree.flag("syslog_output.enabled")
        && !tree.text(SYSLOG + "protocol").equals("local")
        && tree.text(SYSLOG + "host").isEmpty()) {
      throw refused(SYSLOG + "protocol", "syslog output to a server but no host (set " + SYSLOG + "host)");
    }
    checkHttpOutputs();
    checkDropActions();
    checkQueues();
    checkMetrics();
    checkHeartbeat();
    checkAppended();
    checkParts();
    checkOutputs();
  }

  private void checkHttpOutputs() throws ConfigException {
    Set<String> names = new HashSet<>();
    List<ConfigTree> outputs = KeyProperties.elements(tree, HttpOutputConfigs.LIST);
    for (int i = 0; i < outputs.size(); i++) {
      String path = HttpOutputConfigs.LIST + "[" + i + "]";
      String name = outputs.get(i).text("name");
      if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
        throw refused(path, "'" + path + ".name' must be 1 to 40 letters, digits, _ and -, not '" + name + "'");
      }
      if (!names.add(name)) {
        throw refused(path, "two outputs of '" + HttpOutputConfigs.LIST + "' have the name '" + name + "'");
      }
      if (outputs.get(i).text("url").isEmpty()) {
        throw refused(path, "http output '" + name + "' has no url (set " + path + ".url)");
      }
    }
  }

  private void checkDropActions() throws ConfigException {
    boolean ignored = false;
    for (String action : tree.texts("syscall_event_drops.actions")) {
      if (!List.of("ignore", "log", "alert", "exit").contains(action)) {
        throw refused(
            "syscall_event_drops.actions",
            "available actions for syscall event drops are \"ignore\", \"log\", \"alert\", and \"exit\", not \""
                + action + "\"");
      }
      if (ignored && (action.equals("log") || action.equals("alert"))) {
        throw refused(
            "syscall_event_drops.actions",
            "syscall event drop action \"" + action + "\" does not make sense with the \"ignore\" action");
      }
      ignored |= action.equals("ignore");
    }
  }

  private void checkQueues() throws ConfigException {
    Set<Object> named = new HashSet<>();
    List<Object> queues = tree.list(DispatchConfigs.QUEUES);
    for (int i = 0; i < queues.size(); i++) {
      String path = DispatchConfigs.QUEUES + "[" + i + "]";
      Object output = queues.get(i) instanceof Map<?, ?> queue ? queue.get("output") : null;
      if (!(output instanceof String name) || name.isEmpty()) {
        throw refused(path, "'" + path + "' has no output (set output: stdout, file, ...)");
      }
      if (!named.add(output)) {
        throw refused(path, "'" + path + "' is the second one for the output '" + output + "'");
      }
    }
  }

  private void checkMetrics() throws ConfigException {
    if (!tree.flag(MetricConfigs.ENABLED)) {
      return;
    }
    String interval = tree.text(MetricConfigs.INTERVAL);
    if (tree.isGiven(MetricConfigs.INTERVAL) && PrometheusDuration.millis(interval).orElse(0) < SHORTEST_MILLIS) {
      throw refused(
          MetricConfigs.INTERVAL,
          "'metrics.interval' must be a duration of at least 100ms such as 1h, 15m or 30s, not '" + interval + "'");
    }
    if (!tree.flag(MetricConfigs.RULE) && tree.text(MetricConfigs.FILE).isEmpty() && !tree.flag(MetricConfigs.SERVED)) {
      throw refused(
          MetricConfigs.ENABLED,
          "metrics are enabled but go nowhere (set " + MetricConfigs.RULE + ", " + MetricConfigs.FILE + " or "
              + MetricConfigs.SERVED + ")");
    }
  }

  private void checkHeartbeat() throws ConfigException {
    String interval = tree.text(SelfWatchConfigs.INTERVAL);
    if (!interval.isEmpty() && PrometheusDuration.millis(interval).orElse(0) < SHORTEST_HEARTBEAT_MILLIS) {
      throw refused(
          SelfWatchConfigs.INTERVAL,
          "'" + SelfWatchConfigs.INTERVAL + "' must be empty or a duration of at least 1s such as 1h, 15m or 30s, not '"
              + interval + "'");
    }
  }

  private void checkParts() {
    for (Part part : PARTS) {
      if (tree.flag(part.key()) && !tree.flag(part.of())) {
        findings.add(sources.place(part.key()), part.key() + ": true", "has no effect", part.of() + " is false");
      }
    }
  }

  private void checkOutputs() {
    List<String> switches = new ArrayList<>();
    for (KeyDefinition key : KeyTable.all().keys()) {
      if (key.name().endsWith("_output.enabled") && key.state() == KeyState.WORKS) {
        switches.add(key.name());
      }
    }
    if (switches.stream().noneMatch(this::isOn) && tree.list(HttpOutputConfigs.LIST).isEmpty()) {
      findings.add("no output is enabled, alerts are only counted: " + String.join(", ", switches) + " enables one");
    }
  }

  private boolean isOn(String output) {
    return tree.flag(output) && PARTS.stream().noneMatch(part -> part.key().equals(output) && !tree.flag(part.of()));
  }

  private void checkAppended() throws ConfigException {
    List<Object> entries = tree.list("append_output");
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Map<?, ?> entry) {
        checkAppended("append_output[" + i + "]", entry);
      }
    }
  }

  private void checkAppended(String path, Map<?, ?> entry) throws ConfigException {
    if (entry.get("match") instanceof Map<?, ?> match) {
      checkMatch(path, match);
    }
    if (entry.get("extra_fields") instanceof List<?> fields) {
      checkFields(path, fields);
    }
  }

  // A plain field may occur twice, a name has one format.
  private void checkFields(String path, List<?> fields) throws ConfigException {
    Set<String> plain = new HashSet<>();
    Set<String> formatted = new HashSet<>();
    for (Object field : fields) {
      boolean format = field instanceof Map;
      String name = String.valueOf(field instanceof Map<?, ?> map ? map.keySet().iterator().next() : field);
      if (formatted.contains(name) || format && plain.contains(name)) {
        throw refused(path, "'" + path + ".extra_fields' has the name '" + name + "' twice");
      }
      (format ? formatted : plain).add(name);
    }
  }

  private void checkMatch(String path, Map<?, ?> match) {
    boolean named = match.get("rule") instanceof String rule && !rule.isEmpty();
    if (named && match.get("tags") instanceof List<?> tags && !tags.isEmpty()) {
      String all = String.join(", ", tags.stream().map(String::valueOf).toList());
      findings.add(
          sources.place(path) + ": '" + path + "' names a rule (" + match.get("rule") + ") and tags (" + all
              + "): it applies only to this rule, and only if the rule has all the tags");
    }
  }

  private ConfigException refused(String path, String what) {
    return sources.refused(path, what);
  }
}
