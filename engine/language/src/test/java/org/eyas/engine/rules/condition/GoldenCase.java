package org.eyas.engine.rules.condition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.rules.AppendedOutput;
import org.eyas.engine.rules.AppendedOutputReader;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.FactsFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.RuleSelection;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.report.LoadReportJson;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.rules.report.RuleDescriptionJson;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.json.write.CompactJson;

/**
 * One folder below {@code testdata/rules/TOPIC}: rule files in the order of their names, the context in
 * {@code context.properties} (plugins, priority, select.N, append.N; all may be missing), and the expected results.
 */
public record GoldenCase(Path folder) {
  private static final Path ROOT = Path.of("testdata/rules");

  public static List<GoldenCase> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(path -> path.endsWith("expected.txt") || path.endsWith("rules.yaml"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .map(GoldenCase::new)
          .toList();
    }
  }

  public String name() {
    return ROOT.relativize(folder).toString();
  }

  public List<RuleDocument> documents() throws IOException {
    List<RuleDocument> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        documents.add(new RuleDocument(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return documents;
  }

  /** The report, the descriptions and the rules as text. */
  public String text() throws IOException {
    if (documents().isEmpty()) {
      return LoadReportText.verbose(RuleLoader.unreadable(new RuleReadException("rules.yaml", "no such file"))) + "\n";
    }
    LoadResult result = RuleLoader.validate(documents(), context());
    StringBuilder text = new StringBuilder();
    for (LoadReport.Result each : result.report().results()) {
      text.append(LoadReportText.verbose(each).stripTrailing()).append('\n');
    }
    if (!result.missingPlugin().isEmpty()) {
      text.append("plugins: ").append(result.missingPlugin()).append('\n');
    }
    result.rules().forEach(rule -> append(rule, text));
    return text.toString();
  }

  private static void append(LoadedRule rule, StringBuilder text) {
    text.append(rule.enabled() ? "enabled: " : "disabled: ").append(rule.name()).append('\n');
    text.append("  ").append(rule.written().description()).append(" (").append(rule.alert().priority().label());
    text.append(rule.alert().tags().isEmpty() ? "" : "; tags " + String.join(", ", rule.alert().tags()));
    text.append(rule.capture() ? "; capture" : "");
    text.append(rule.captureMillis() == 0 ? "" : "; " + rule.captureMillis() + " ms").append(")\n");
    text.append("  ").append(SyntaxTreeText.of(rule.written().tree())).append('\n');
    text.append("  ").append(rule.written().compiledOutput()).append('\n');
    for (ExtraAlertField extra : rule.alert().extraFields()) {
      text.append("  ").append(extra.key()).append(" = ").append(extra.text()).append('\n');
    }
  }

  /** The output of {@code -V -L} as JSON, with each key on its own line. */
  public String json() throws IOException {
    LoadResult result = RuleLoader.validate(documents(), context());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("falco_load_results", LoadReportJson.results(result.report()));
    if (result.report().successful()) {
      all.put(
          "falco_describe_results",
          new RuleDescriptionJson(result).all());
    }
    return CompactJson.of(all).replace("{", "{\n").replace(",\"", ",\n\"") + "\n";
  }

  private LoadContext context() throws IOException {
    Properties settings = new Properties();
    Path file = folder.resolve("context.properties");
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      }
    }
    List<RuleSelection> selections = new ArrayList<>();
    List<AppendedOutput> appended = new ArrayList<>();
    for (String key : new TreeSet<>(settings.stringPropertyNames())) {
      if (key.startsWith("select.")) {
        selections.add(RuleSelection.parse(settings.getProperty(key)));
      } else if (key.startsWith("append.")) {
        appended.add(AppendedOutputReader.read(settings.getProperty(key)));
      }
    }
    Priority least = Priority.parse(settings.getProperty("priority", "debug")).orElseThrow();
    FalcoVersion version = FalcoVersion.ofKey(settings.getProperty("falco_version", "0.44")).orElseThrow();
    return new LoadContext(
        sources(), LoadContext.engineOf(version), plugins(settings), least, selections, appended, RuleLimits.STANDARD, version);
  }

  private static Map<String, String> plugins(Properties settings) {
    String written = settings.getProperty("plugins");
    if (written == null) {
      return BuiltInFalcoPlugins.VERSIONS;
    }
    Map<String, String> plugins = new HashMap<>();
    for (String plugin : written.split(" ")) {
      if (!plugin.isEmpty()) {
        plugins.put(plugin.substring(0, plugin.indexOf(':')), plugin.substring(plugin.indexOf(':') + 1));
      }
    }
    return plugins;
  }

  private static SequencedMap<String, FieldCatalog> sources() {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put(
        "syscall",
        FactsFields.of(
            List.of(
                "| evt.type | charbuf | |",
                "| evt.num | uint64 | |",
                "| evt.dir | charbuf | † |",
                "| evt.arg | charbuf | A |",
                "| proc.name | charbuf | |",
                "| proc.pname | charbuf | |",
                "| proc.exepath | charbuf | |",
                "| proc.cmdline | charbuf | |",
                "| proc.pid | int64 | |",
                "| proc.aname | charbuf | a |",
                "| fd.name | charbuf | |",
                "| fd.ip | ipaddr | F |",
                "| user.name | charbuf | |")));
    sources.put("other", FactsFields.of(List.of("| ka.verb | charbuf | |", "| jevt.value | charbuf | A |")));
    return sources;
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
