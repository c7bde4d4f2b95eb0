package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Conditions on a capture full of names that are not valid UTF-8: each must load, or fail, with the code and message that the
 * reproduced version of Falco gives, and match as often.
 */
class FalcoVersionOracleTest {
  /** Docs: "no regex matches them": Falco 0.44.1 lets a name avoid every regex by one invalid byte. */
  private static final Map<FalcoVersion, Map<String, Long>> BETTER =
      Map.of(FalcoVersion.V0_44, Map.of("proc.exe regex 'p.$'", 7L), FalcoVersion.NEWEST, Map.of());

  private static final Map<FalcoVersion, String> MEMBERS =
      Map.of(FalcoVersion.V0_44, "falco_0_44_1", FalcoVersion.NEWEST, "head");

  private final SequencedMap<String, FieldCatalog> catalogs =
      new LinkedHashMap<>(Map.of("syscall", new FieldCatalog(SyscallFields.providers())));

  /** What Falco says of a condition: an error with its message, or a warning or none, and the number of matches. */
  private record Answer(String finding, long hits) {
    static Answer read(JsonObject from) {
      String finding = from.has("error") ? text(from, "error") + ": " + text(from, "message") : text(from, "warning");
      return new Answer(finding, from.has("hits") ? from.get("hits").getAsLong() : 0);
    }

    private static String text(JsonObject from, String member) {
      return from.has(member) ? from.get(member).getAsString() : "";
    }

    boolean loads() {
      return !finding.startsWith("LOAD_ERR");
    }
  }

  private static SequencedMap<String, Answer> answers(FalcoVersion version) throws IOException {
    Path file = SharedFiles.require("captures/head/bytes.conditions.json");
    SequencedMap<String, Answer> answers = new LinkedHashMap<>();
    for (JsonElement each : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      JsonObject condition = each.getAsJsonObject();
      answers.put(
          condition.get("condition").getAsString(), Answer.read(condition.getAsJsonObject(MEMBERS.get(version))));
    }
    return answers;
  }

  private LoadResult load(List<String> conditions, FalcoVersion version) {
    StringBuilder document = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      String quoted = conditions.get(i).replace("'", "''");
      document.append("- rule: ").append(i).append("\n  desc: d\n  condition: '").append(quoted).append(
          "'\n  output: o\n  priority: INFO\n");
    }
    LoadContext context =
        new LoadContext(
            catalogs, LoadContext.engineOf(version), BuiltInFalcoPlugins.VERSIONS, Priority.DEBUG, List.of(), List.of(),
            RuleLimits.STANDARD, version);
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", document.toString())), context);
  }

  private String finding(String condition, FalcoVersion version) {
    LoadReport.Result result = load(List.of(condition), version).report().results().getFirst();
    List<String> found = new ArrayList<>();
    result.errors().forEach(error -> found.add(error.code() + ": " + error.message()));
    result.warnings().forEach(warning -> found.add(warning.code()));
    return String.join(", ", found);
  }

  private Map<String, Long> hits(List<String> conditions, FalcoVersion version, boolean generated) throws Exception {
    LoadResult loaded = load(conditions, version);
    RuleGeneration generation =
        RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time", generated));
    SourceInfo source = new ScapSource().info();
    Map<String, Long> hits = new TreeMap<>();
    LoopSetup setup =
        LoopSetup.of(source, alert -> hits.merge(conditions.get(Integer.parseInt(alert.rule())), 1L, Long::sum))
            .reproducing(version);
    Path capture = SharedFiles.require("captures/head/bytes.scap.gz");
    try (Capture opened =
        new ScapSource().open(new CaptureRequest(Set.of(), Map.of(ScapSource.CAPTURE_FILE, capture.toString())))) {
      new SourceLoop(setup, () -> generation).run(opened);
    }
    return hits;
  }

  @ParameterizedTest
  @EnumSource
  void everyConditionLoadsOrFailsAsInFalco(FalcoVersion version) throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    answers(version).forEach(
        (condition, answer) -> {
          wanted.put(condition, answer.finding());
          found.put(condition, finding(condition, version));
        });
    assertEquals(lines(wanted), lines(found));
  }

  @ParameterizedTest
  @EnumSource
  void everyConditionMatchesAsOftenAsInFalco(FalcoVersion version) throws Exception {
    Map<String, Long> wanted = new TreeMap<>();
    answers(version).forEach(
        (condition, answer) -> {
          if (answer.loads() && answer.hits() > 0) {
            wanted.put(condition, answer.hits());
          }
        });
    wanted.putAll(BETTER.get(version));
    List<String> conditions =
        answers(version).entrySet().stream().filter(each -> each.getValue().loads()).map(Map.Entry::getKey).toList();
    assertEquals(lines(wanted), lines(hits(conditions, version, false)));
    assertEquals(lines(wanted), lines(hits(conditions, version, true)));
  }

  private static String lines(Map<String, ?> values) {
    StringBuilder lines = new StringBuilder();
    values.forEach((key, value) -> lines.append(key).append(" -> ").append(value).append('\n'));
    return lines.toString();
  }
}
