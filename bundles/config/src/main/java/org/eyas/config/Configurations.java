package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.KeyTable;

/**
 * The configuration of each bundle, by PID: the keys of the files and the options of the command line, under the names of
 * the bundles' {@code Config} types. A component whose PID is absent is disabled.
 */
final class Configurations {
  static final String ENGINE = "org.eyas.engine";
  static final String DISPATCH = "org.eyas.dispatch";
  static final String REFUSE = "org.eyas.command.refuse";
  static final String RUN = "org.eyas.command.run";
  static final String VALIDATE = "org.eyas.command.validate";
  static final String DESCRIBE = "org.eyas.command.describe";
  static final String LOG_SYSLOG = "org.eyas.log.syslog";
  static final String SUPPORT = "org.eyas.command.support";
  static final String DRY_RUN = "org.eyas.command.dry-run";
  static final String RULE_FILES = "org.eyas.rules.file";
  static final String SHIPPED_RULES = "org.eyas.rules.standard";
  static final String PLUGIN = "org.eyas.plugin.";

  /** The keys below eyas.rules.limits. */
  private static final List<String> RULE_LIMITS =
      List.of(
          "file_kb", "name_length", "text_length", "exception_values", "condition_size", "total_size", "seconds");

  private final ConfigTree tree;
  private final LaunchProperties options;
  private final String hostname;

  /** @param hostname FALCO_HOSTNAME, or empty */
  Configurations(ConfigTree tree, LaunchProperties options, String hostname) {
    this.tree = tree;
    this.options = options;
    this.hostname = hostname;
  }

  Map<String, Map<String, Object>> byPid() throws ConfigException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    Map<String, Map<String, Object>> requestedCommand = requestedCommand();
    all.putAll(requestedCommand);
    if (!Lookups.isIndependentOfBundles(options)) {
      all.put(ProvisionConfig.PID, ProvisionConfig.of(tree, options, requestedCommand.containsKey(RUN)));
    }
    return all;
  }

  private Map<String, Map<String, Object>> requestedCommand() throws ConfigException {
    Map<String, Map<String, Object>> lookup = Lookups.configured(options, tree);
    if (!lookup.isEmpty()) {
      return lookup;
    }
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put(ENGINE, engine());
    all.putAll(ComponentConfigs.of(tree));
    Map<String, Map<String, Object>> list = Lookups.ofEngine(options);
    if (!list.isEmpty()) {
      all.putAll(list);
      return all;
    }
    if (Subcommands.readsRules(options)) {
      all.put(RULE_FILES, ruleFiles());
      if (shippedRules()) {
        all.put(SHIPPED_RULES, Map.of());
      }
    }
    List<PluginConfig> plugins = PluginConfigs.needed(tree);
    for (PluginConfig plugin : plugins) {
      all.put(PLUGIN + plugin.name(), plugin.properties());
    }
    all.put(ContainerConfig.PID, ContainerConfig.of(tree, plugins, isLiveRun()));
    all.put(DISPATCH, DispatchConfig.of(tree));
    all.put(FaultsConfig.PID, FaultsConfig.of(tree));
    if (!options.command().isEmpty()) {
      all.putAll(Subcommands.configured(options));
      return all;
    }
    all.putAll(new OutputConfigs(tree, options, hostname).byPid());
    Map<String, Map<String, Object>> command = command();
    if (command.containsKey(RUN)) {
      all.putAll(GrpcConfig.server(tree));
      all.putAll(ControlConfigs.of(tree, !"replay".equals(engine().get("engine.kind"))));
      all.putAll(ConsoleConfig.of(tree));
      if (tree.flag("log_syslog")) {
        all.put(LOG_SYSLOG, Map.of("ident", tree.text("eyas.syslog_output.ident")));
      }
    }
    if (command.containsKey(RUN) && !"replay".equals(engine().get("engine.kind"))) {
      all.putAll(WebConfigs.server(tree));
    }
    all.putAll(command);
    return all;
  }

  private boolean isLiveRun() throws ConfigException {
    return options.command().isEmpty()
        && command().containsKey(RUN)
        && !"replay".equals(engine().get("engine.kind"));
  }

  private Map<String, Object> engine() throws ConfigException {
    Map<String, Object> engine = new LinkedHashMap<>();
    String capture = options.text("capture");
    engine.put("engine.kind", capture.isEmpty() ? kind() : "replay");
    engine.put("capture.file", capture.isEmpty() ? tree.text("engine.replay.capture_file") : capture);
    engine.put("source.options", sourceOptions(String.valueOf(engine.get("engine.kind"))));
    engine.put("rule.matching", tree.text("rule_matching"));
    engine.put("priority", tree.text("priority"));
    engine.put("json.output", tree.flag("json_output"));
    engine.put("json.include.output", tree.flag("json_include_output_property"));
    engine.put("json.include.message", tree.flag("json_include_message_property"));
    engine.put("json.include.output.fields", tree.flag("json_include_output_fields_property"));
    engine.put("json.include.tags", tree.flag("json_include_tags_property"));
    engine.put("time.iso8601", tree.flag("time_format_iso_8601"));
    engine.put("append.output", jsonTexts(appendOutput()));
    engine.put("static.fields", staticFields());
    engine.put("rules.selection", selection());
    engine.put("outputs.queue.capacity", tree.number("outputs_queue.capacity"));
    engine.put("hostname", hostname);
    engine.put("duration.limit.seconds", seconds());
    engine.put("verbose", options.has("verbose"));
    engine.put("base64", tree.flag("buffer_format_base64"));
    engine.put("sources.enabled", options.texts("enable.source").toArray(String[]::new));
    engine.put("sources.disabled", options.texts("disable.source").toArray(String[]::new));
    engine.put("stats.file", options.text("stats.file"));
    engine.put("stats.interval.millis", options.number("stats.interval", 5_000));
    engine.put("rules.generated", tree.flag("eyas.rules.generated"));
    for (String limit : RULE_LIMITS) {
      engine.put("limits." + limit.replace('_', '.'), tree.number("eyas.rules.limits." + limit));
    }
    engine.putAll(CaptureKeys.of(tree));
    engine.put("plugins", PluginConfigs.names(tree).toArray(String[]::new));
    return engine;
  }

  private Map<String, Object> ruleFiles() throws ConfigException {
    List<String> validated = options.texts("validate");
    List<String> given = validated.isEmpty() ? options.texts("rules") : validated;
    List<String> files = given.isEmpty() ? tree.texts("rules_files") : given;
    return Map.of(
        "files", files.toArray(String[]::new),
        "explicit", !given.isEmpty(),
        "file.kb", tree.number("eyas.rules.limits.file_kb"));
  }

  private boolean shippedRules() throws ConfigException {
    if (!options.texts("validate").isEmpty()) {
      return false;
    }
    return switch (tree.text("eyas.rules.shipped")) {
      case "always" -> true;
      case "never" -> false;
      default -> options.texts("rules").isEmpty() && !namesOtherRules();
    };
  }

  // The shipped configuration names the folders of a user's own rules: they add to the shipped rules.
  private boolean namesOtherRules() throws ConfigException {
    return tree.isGiven("rules_files")
        && KeyDefaults.of(KeyTable.all(), Defaults.EYAS).get("rules_files") instanceof List<?> standard
        && !tree.texts("rules_files").containsAll(standard);
  }

  // Exactly one command has a configuration, so exactly one requests the main thread.
  private Map<String, Map<String, Object>> command() {
    boolean describe = options.has("describe") || options.has("describe.rule");
    Map<String, Object> rule = Map.of("rule", options.text("describe.rule"));
    if (!options.texts("validate").isEmpty()) {
      return Map.of(VALIDATE, describe ? Map.of("describe", true, "rule", options.text("describe.rule")) : Map.of());
    }
    if (describe) {
      return Map.of(DESCRIBE, rule);
    }
    if (options.has("support")) {
      return Map.of(
          SUPPORT,
          Map.of("cmdline", Secrets.text(options.line()), "config", JsonOf.value(Secrets.hidden(tree.root()))));
    }
    return Map.of(options.has("dry.run") ? DRY_RUN : RUN, Map.of());
  }

  private String kind() throws ConfigException {
    String kind = tree.text("engine.kind");
    if (kind.equals("replay") && tree.text("engine.replay.capture_file").isEmpty()) {
      throw new ConfigException("engine.kind is 'replay' but no engine.replay.capture_file is given");
    }
    return kind.equals("ebpf") ? "modern_ebpf" : kind;
  }

  // -pc and -pk request what suggested_output adds anyway; any other text is added to every output.
  private List<Object> appendOutput() {
    List<Object> entries = AppendedEntries.of(tree);
    String print = options.text("print");
    if (!print.isEmpty() && !List.of("c", "container", "k", "kubernetes").contains(print)) {
      entries.add(Map.of("extra_output", print));
    }
    return entries;
  }

  // A driver ignores options that it does not know. auto has the settings of the best driver.
  private String[] sourceOptions(String kind) {
    List<String> options = new ArrayList<>();
    if (!kind.equals("replay")) {
      tree.section("engine." + (kind.equals("auto") ? "modern_ebpf" : kind)).forEach((name, value) -> options.add(name + "=" + value));
      options.add("snaplen=" + tree.number("falco_libs.snaplen"));
    }
    return options.toArray(String[]::new);
  }

  private double seconds() throws ConfigException {
    String text = options.text("duration");
    try {
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ConfigException("option -M needs a number of seconds, not '" + text + "'");
    }
  }

  private String[] staticFields() {
    List<String> fields = new ArrayList<>();
    tree.map("static_fields").forEach((name, value) -> fields.add(name + "=" + value));
    return fields.toArray(String[]::new);
  }

  // rules: [{enable: {rule: "*shell*"}}, {disable: {tag: network}}]
  private String[] selection() throws ConfigException {
    List<String> selection = new ArrayList<>();
    for (Object entry : tree.list("rules")) {
      select(entry, selection);
    }
    for (String text : options.texts("disable.rule")) {
      selection.add("disable rule:*" + text + "*");
    }
    for (String tag : options.texts("disable.tag")) {
      selection.add("disable tag:" + tag);
    }
    List<String> only = options.texts("only.tag");
    if (!only.isEmpty()) {
      selection.add("disable rule:*");
      only.forEach(tag -> selection.add("enable tag:" + tag));
    }
    return selection.toArray(String[]::new);
  }

  // As in Falco, "enable" counts if an entry has both, and the rule comes before the tag.
  private static void select(Object entry, List<String> selection) throws ConfigException {
    Map<?, ?> map = entry instanceof Map<?, ?> given ? given : Map.of();
    String verb = map.containsKey("enable") ? "enable" : "disable";
    int before = selection.size();
    if (map.get(verb) instanceof Map<?, ?> what) {
      for (String kind : List.of("rule", "tag")) {
        if (what.get(kind) instanceof String name && !name.isEmpty()) {
          selection.add(verb + " " + kind + ":" + name);
        }
      }
    }
    if (selection.size() == before) {
      throw new ConfigException(
          "configuration key 'rules': each entry is 'enable:' or 'disable:' with 'rule: NAME' or 'tag: TAG', not "
              + JsonOf.value(entry));
    }
  }

  private static String[] jsonTexts(List<Object> values) {
    return values.stream().map(JsonOf::value).toArray(String[]::new);
  }
}
