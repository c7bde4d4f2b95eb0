package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
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
 * Conditions on a capture full of names that are not valid UTF-8: each must match as often as in the version of Falco that is
 * reproduced. Which of them load, and with which messages: {@code FalcosVersionsTest}.
 */
class FalcoVersionOracleTest {
  /** Docs: "no regex matches them": Falco 0.44.1 lets a name avoid every regex by one invalid byte. */
  private static final Map<FalcoVersion, Map<String, Long>> BETTER =
      Map.of(FalcoVersion.V0_44, Map.of("proc.exe regex 'p.$'", 7L), FalcoVersion.NEWEST, Map.of());

  private static final Map<FalcoVersion, String> MEMBERS =
      Map.of(FalcoVersion.V0_44, "falco_0_44_1", FalcoVersion.NEWEST, "head");

  private final SequencedMap<String, FieldCatalog> catalogs =
      new LinkedHashMap<>(Map.of("syscall", new FieldCatalog(SyscallFields.providers())));

  /** Whether Falco loads a condition, and the number of matches. */
  private record Answer(boolean loads, long hits) {
    static Answer read(JsonObject from) {
      return new Answer(!from.has("error"), from.has("hits") ? from.get("hits").getAsLong() : 0);
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
