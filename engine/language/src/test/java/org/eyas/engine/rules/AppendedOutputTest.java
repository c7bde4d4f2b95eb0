package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class AppendedOutputTest {
  private static final String RULE =
      """
      - rule: Shell
        desc: a
        condition: evt.type = execve
        output: a shell
        priority: WARNING
        tags: [shell, container]
      """;

  private static LoadResult load(String... entries) {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put(
        "syscall",
        FactsFields.of(
            List.of(
                "| evt.type | charbuf | |",
                "| proc.pid | int64 | |",
                "| container.id | charbuf | |",
                "| container.owner | uint32 | |",
                "| k8s.pod.name | charbuf | |")));
    LoadContext context =
        new LoadContext(
            sources,
            LoadContext.engineOf(FalcoVersion.V0_44),
            Map.of(),
            Priority.DEBUG,
            List.of(),
            List.of(entries).stream().map(AppendedOutputReader::read).toList(),
            RuleLimits.STANDARD,
            FalcoVersion.V0_44);
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", RULE)), context);
  }

  private static String output(String... entries) {
    return load(entries).rules().getFirst().written().compiledOutput();
  }

  @Test
  void addsSuggestedFieldsInTheirProvidersOrder() {
    assertEquals(
        "a shell container_id=%container.id k8s_pod_name=%k8s.pod.name", output("{\"suggested_output\":\"true\"}"));
  }

  @Test
  void fieldsThatAreSuggestedUnlessTheyAreZeroAreNoPartOfTheOutput() {
    AlertTemplate alert = load("{\"suggested_output\":\"true\"}").rules().getFirst().alert();
    assertEquals(List.of("container.owner"), alert.addition().fields().stream().map(FieldUse::text).toList());
    assertEquals(OutputTemplate.EMPTY, load("{extra_output: x}").rules().getFirst().alert().addition());
  }

  @Test
  void addsNothingIfNoEntryMatches() {
    assertEquals("a shell", output());
    assertEquals("a shell", output("{match: {source: other}, extra_output: x}"));
    assertEquals("a shell", output("{match: {rule: Other}, extra_output: x}"));
    assertEquals("a shell", output("{match: {tags: [shell, host]}, extra_output: x}"));
  }

  @Test
  void addsTheOutputOfEachMatchingEntryInOrder() {
    assertEquals(
        "a shell one pid=%proc.pid",
        output(
            "{match: {source: syscall, tags: [shell], rule: Shell}, extra_output: one}",
            "{extra_output: 'pid=%proc.pid'}"));
  }

  @Test
  void addsExtraFieldsToTheAlert() {
    LoadResult result = load("{extra_fields: [proc.pid, {where: 'in %container.id'}]}");
    List<ExtraAlertField> extra = result.rules().getFirst().alert().extraFields();
    assertEquals(List.of("proc.pid", "where"), extra.stream().map(ExtraAlertField::key).toList());
    assertEquals(List.of(true, false), extra.stream().map(ExtraAlertField::raw).toList());
    assertEquals("a shell", result.rules().getFirst().written().compiledOutput());
  }

  @Test
  void rejectsAnExtraFieldThatDoesNotExist() {
    LoadReport.Result result = load("{extra_fields: [prok.pid]}").report().results().getFirst();
    assertEquals("LOAD_ERR_COMPILE_OUTPUT", result.errors().getFirst().code());
    assertEquals(
        "there is no field 'prok.pid'; did you mean 'proc.pid'?", result.errors().getFirst().hint());
  }

  @Test
  void readsEveryKey() {
    AppendedOutput read =
        AppendedOutputReader.read(
            "{match: {source: s, tags: [a, b], rule: r}, extra_output: o, suggested_output: true,"
                + " extra_fields: [f, {k: v}]}");
    assertEquals(
        new AppendedOutput("s", Set.of("a", "b"), "r", "o", true, Map.of("k", "v"), List.of("f")), read);
  }

  @Test
  void reportsTheFaultOfAnEntry() {
    assertTrue(fault("{sugested_output: true}").endsWith("unknown key 'sugested_output'; did you mean 'suggested_output'?"));
    assertTrue(fault("{extra_fields: [a, a]}").endsWith("'a' appears twice"));
    assertTrue(fault("{extra_fields: a}").endsWith("must be a sequence"));
    assertTrue(fault("[1]").endsWith("must be a mapping"));
    assertTrue(fault("{").startsWith("append_output: not readable"));
  }

  private static String fault(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> AppendedOutputReader.read(text)).getMessage());
  }
}
