package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Conditions with bytes in the languages of two versions of Falco: verdict, code, message and warning are those of Falco. */
class FalcosVersionsTest {
  /** A condition and what each version says: {@code error CODE | message}, {@code warning CODE} or nothing. */
  private record Answer(String condition, String newest, String older) {
    String of(FalcoVersion version) {
      return version == FalcoVersion.NEWEST ? newest : older;
    }
  }

  private final SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();

  FalcosVersionsTest() {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    sources.put("syscall", new FieldCatalog(providers));
  }

  private static List<Answer> answers() throws IOException {
    String text = Files.readString(SharedFiles.require("captures/head/bytes.conditions.json"));
    List<Answer> answers = new ArrayList<>();
    for (Object each : (List<?>) new Yaml(new LoaderOptions()).load(text)) {
      Map<?, ?> line = (Map<?, ?>) each;
      answers.add(
          new Answer(String.valueOf(line.get("condition")), finding((Map<?, ?>) line.get("head")),
              finding((Map<?, ?>) line.get("falco_0_44_1"))));
    }
    return answers;
  }

  private static String finding(Map<?, ?> answer) {
    if (answer.containsKey("error")) {
      return "error " + answer.get("error") + " | " + answer.get("message");
    }
    return answer.containsKey("warning") ? "warning " + answer.get("warning") : "";
  }

  private String found(String condition, FalcoVersion version) {
    String document = "- rule: r\n  desc: d\n  condition: >-\n    " + condition + "\n  output: o\n  priority: INFO\n";
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(sources, version));
    LoadReport.Result result = loaded.report().results().getFirst();
    return Stream.concat(
        result.errors().stream().map(FalcosVersionsTest::error),
        result.warnings().stream().filter(each -> each.code().equals("LOAD_NO_EVTTYPE")).map(each -> "warning " + each.code()))
        .reduce("", (first, second) -> first.isEmpty() ? second : first + "; " + second);
  }

  private static String error(Diagnostic error) {
    return "error " + error.code() + " | " + error.message();
  }

  private List<String> differences(FalcoVersion version, UnaryOperator<String> changed, UnaryOperator<String> expected)
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (Answer answer : answers()) {
      String condition = changed.apply(answer.condition());
      String wanted = expected.apply(answer.of(version));
      String ours = found(condition, version);
      if (!ours.equals(wanted)) {
        differences.add(condition + ": " + wanted + ", ours: " + ours);
      }
    }
    return differences;
  }

  @ParameterizedTest
  @EnumSource(FalcoVersion.class)
  void saysWhatFalcoSays(FalcoVersion version) throws IOException {
    assertEquals(295, answers().size());
    assertEquals(List.of(), differences(version, condition -> condition, answer -> answer));
  }

  @ParameterizedTest
  @EnumSource(FalcoVersion.class)
  void parenthesesAndOtherDigitsChangeNothing(FalcoVersion version) throws IOException {
    assertEquals(List.of(), differences(version, condition -> "((" + condition + "))", answer -> answer));
    assertEquals(
        List.of(),
        differences(version, condition -> condition.replaceAll("\\\\xf([a-f])", "\\\\xE$1").replace("\\xc0", "\\xC1"),
            answer -> answer));
    assertEquals(List.of(), differences(version, condition -> condition.replace("\"", "'"), answer -> answer));
  }

  @ParameterizedTest
  @EnumSource(FalcoVersion.class)
  void oneTypeOfEventsEndsTheWarning(FalcoVersion version) throws IOException {
    // For 0.44, a condition that can never hold has no types, which is one of the reasons for the warning; none of these is.
    List<String> differences =
        differences(version, condition -> "evt.type = openat and (" + condition + ")",
            answer -> answer.startsWith("warning") ? "" : answer);
    assertEquals(List.of(), differences.stream().filter(each -> !each.contains("evt.type=open")).toList());
  }

  @Test
  void aConditionThatNeverHoldsHasAWarningOnlyInTheOlderVersion() {
    String never = "evt.type = open and evt.type = close";
    assertEquals("warning LOAD_NO_EVTTYPE", found(never, FalcoVersion.V0_44));
    assertEquals("", found(never, FalcoVersion.NEWEST));
    assertEquals("", found("evt.num = 0", FalcoVersion.NEWEST));
    assertEquals("warning LOAD_NO_EVTTYPE", found("evt.num = 0", FalcoVersion.V0_44));
    assertEquals("warning LOAD_NO_EVTTYPE", found("proc.name = cat", FalcoVersion.NEWEST));
    assertEquals("", found("evt.type = close", FalcoVersion.NEWEST));
  }

  @Test
  void aRuleThatNeverHoldsStaysEnabled() {
    String document =
        "- macro: never_true\n  condition: (evt.num=0)\n- rule: r\n  desc: d\n  condition: never_true\n  output: o\n  priority: INFO\n";
    LoadResult loaded =
        RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(sources, FalcoVersion.NEWEST));
    assertEquals(List.of(), loaded.report().results().getFirst().warnings());
    assertTrue(loaded.rules().getFirst().enabled());
  }

  @Test
  void theEngineOfTheNewestVersionIsNewer() {
    String document = "- required_engine_version: 0.63.0\n";
    for (FalcoVersion version : FalcoVersion.values()) {
      LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(sources, version));
      assertEquals(version == FalcoVersion.NEWEST, loaded.successful());
    }
  }
}
