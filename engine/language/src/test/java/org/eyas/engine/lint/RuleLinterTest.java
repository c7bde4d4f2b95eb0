package org.eyas.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLinterTest {
  private static LoadResult load(String... documents) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(
        new FakeFields().with("container.owner", ValueType.UINT32).with("container.image.repository", ValueType.CHARBUF)
            .with("k8s.ns.name", ValueType.CHARBUF)
            .with("fd.domain", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.OF_EARLIER_EVENTS));
    catalogs.put("syscall", new FieldCatalog(providers));
    catalogs.put("fake", FakeFields.ofEveryKind().catalog());
    List<RuleDocument> all = new ArrayList<>();
    for (String document : documents) {
      all.add(new RuleDocument((char) ('a' + all.size()) + ".yaml", document));
    }
    return RuleLoader.validate(all, new LoadContext(catalogs));
  }

  private static List<LintFinding> lint(String document) {
    return RuleLinter.of(load(document), Set.of("a.yaml"));
  }

  private static String rule(String condition) {
    return "- rule: r\n  desc: d\n  condition: " + condition + "\n  output: o\n  priority: INFO\n";
  }

  private static List<String> codes(String document) {
    return lint(document).stream().map(LintFinding::code).toList();
  }

  @Test
  void aRuleThatParametersLimitHasNoFinding() {
    assertEquals(List.of(), lint(rule("evt.type = openat and fd.name startswith /etc/ and proc.name icontains x")));
    assertEquals("No findings.\n", new LintReport(List.of()).text());
  }

  @Test
  void aRuleThatNeedsAllEventsOfATypeIsNamedWithItsChecks() {
    List<LintFinding> found = lint("\n" + rule("evt.type in (openat, openat2) and fd.name icontains id_rsa"));
    assertEquals(
        List.of(
            new LintFinding(LintFinding.WHOLE_TYPE, "a.yaml", 2, "rule 'r'", List.of("openat", "openat2"),
                List.of("fd.name icontains \"id_rsa\""),
                "parameters do not decide fd.name icontains \"id_rsa\"; all events are needed")),
        found);
    assertEquals(
        "a.yaml:2: rule 'r' on openat, openat2: parameters do not decide fd.name icontains \"id_rsa\"; all events are needed"
            + " (LINT_WHOLE_TYPE)\n1 finding.\n",
        new LintReport(found).text());
    assertTrue(new LintReport(found).json().toString().contains("types=[openat, openat2]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not fd.domain in (a.example)", "not (fd.domain = a.example or proc.name = x)",
          "(fd.domain exists or proc.name = x) and not fd.domain = a.example"})
  void aNegatedCheckOfAFieldThatMayHaveLearnedNothingIsFound(String check) {
    assertEquals(List.of(LintFinding.UNKNOWN_VALUE), codes(rule("evt.type = execve and proc.name = x and " + check)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fd.domain exists and not fd.domain in (a.example)", "fd.domain = a.example", "not fd.domain exists",
          "not (proc.name = y and not fd.domain = a.example)"})
  void aCheckThatNeedsTheValueIsNotFound(String check) {
    assertEquals(List.of(), codes(rule("evt.type = execve and proc.name = x and " + check)));
  }

  private static String joined(String condition) {
    return """
        - rule: joined
          desc: d
          source: fake
          sequence:
            within: 5m
            steps:
              - {name: read, source: syscall, condition: %s}
              - {name: ask, condition: t.text = x}
          output: o
          priority: INFO
        """
        .formatted(condition);
  }

  @Test
  void aStepOnSystemCallsOfARuleOfAnotherSourceIsJudged() {
    assertEquals(List.of(LintFinding.WHOLE_TYPE), codes(joined("evt.type = openat and fd.name icontains id_rsa")));
    assertEquals(List.of(), codes(joined("evt.type = openat and fd.name startswith /etc/")));
    assertTrue(codes(joined("fd.name startswith /etc/")).contains("LOAD_NO_EVTTYPE"));
  }

  @Test
  void aRuleOnNewProgramsIsNotExpensive() {
    assertEquals(List.of(), codes(rule("evt.type = execve and proc.name = nc")));
  }

  @Test
  void aConditionThatNoEventSatisfiesIsNamed() {
    assertEquals(List.of(LintFinding.NEVER_TRUE), codes(rule("evt.type = mkdir and evt.num = 0")));
  }

  @Test
  void anEventThatComesFromNoKernelCanSatisfyACondition() {
    assertEquals(List.of(), codes(rule("(evt.type = mkdir and evt.num = 0) or evt.type = container")));
  }

  @Test
  void aConditionThatDependsOnTheEventsBeforeIsNamed() {
    assertTrue(codes(rule("evt.type = mkdir and evt.arg.path = /x and evt.deltatime > 5")).contains(LintFinding.ORDER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "not container.image.repository = acme/trusted",
          "container.image.repository != acme/trusted",
          "not (container.image.repository contains trusted and proc.name = x)",
          "not (proc.name = x or k8s.ns.name in (a, b))",
          "not (container.owner = 0 and proc.name = x) and not k8s.ns.name = a",
      })
  void anExceptionByANameThatAUserChoosesIsNamed(String exception) {
    assertEquals(List.of(LintFinding.TRUSTED_NAME), codes(rule("evt.type = execve and proc.name = nc and " + exception)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "container.image.repository = acme/trusted",
          "not container.image.repository != acme/trusted",
          "not (container.owner = 0 and container.image.repository = acme/trusted)",
          "not (container.owner = 0 and (proc.name = x or k8s.ns.name in (a, b)))",
          "container.owner = 0 and not k8s.ns.name = a",
          "not proc.name = x",
      })
  void anExceptionForContainersOfRootIsNotNamed(String condition) {
    assertEquals(List.of(), codes(rule("evt.type = execve and proc.name = nc and " + condition)));
  }

  @Test
  void warningsAndErrorsOfTheLoaderAreFindings() {
    String unused = "- macro: m\n  condition: proc.name = x\n- list: l\n  items: [a]\n";
    assertEquals(List.of("LOAD_UNUSED_MACRO", "LOAD_UNUSED_LIST"), codes(unused + rule("evt.type = mkdir and evt.rawres < 0")));
    assertTrue(codes(rule("proc.name = nc")).contains("LOAD_NO_EVTTYPE"));
    assertEquals(List.of("LOAD_ERR_COMPILE_CONDITION"), codes(rule("evt.type = mkdir and no.such = 1")));
  }

  @Test
  void onlyTheNamedDocumentsAreJudged() {
    String base = "- macro: ours\n  condition: evt.type = openat\n" + rule("evt.type = openat and proc.name = a");
    String own = rule("ours and evt.is_open_write = true").replace("rule: r", "rule: own");
    assertEquals(List.of(), RuleLinter.of(load(base, own), Set.of("b.yaml")));
    List<LintFinding> found = RuleLinter.of(load(base, own), Set.of("a.yaml"));
    assertEquals(List.of(LintFinding.WHOLE_TYPE), found.stream().map(LintFinding::code).toList(), found::toString);
  }
}
