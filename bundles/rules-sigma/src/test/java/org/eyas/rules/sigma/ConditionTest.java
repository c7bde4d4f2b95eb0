package org.eyas.rules.sigma;

import static org.eyas.rules.sigma.SigmaBench.parked;
import static org.eyas.rules.sigma.SigmaBench.sigma;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Conditions of Sigma: how search identifiers are joined. */
class ConditionTest {
  private static final String SELECTIONS = """
      sel_a: {User: a}
      sel_b: {User: b}
      _hidden: {User: h}
      filter: {User: f}
      """;

  private static String condition(String text) {
    String condition =
        String.valueOf(SigmaBench.rule(sigma("process_creation", SELECTIONS + "condition: " + text + "\n")).get("condition"));
    String base = "(evt.type in (execve, execveat) and evt.res = SUCCESS) and ";
    assertEquals(base, condition.substring(0, base.length()));
    return condition.substring(base.length()).replaceAll("tolower\\(user.name\\) = \"(.)\"", "$1");
  }

  @Test
  void notBindsMostAndOrLeast() {
    assertEquals("(a or (b and not (f)))", condition("sel_a or sel_b and not filter"));
    assertEquals("((a or b) and not (f))", condition("(sel_a OR sel_b) AND NOT filter"));
    assertEquals("not (not ((a and b)))", condition("not not (sel_a and sel_b)"));
  }

  @Test
  void patternsStandForSeveralIdentifiers() {
    assertEquals("(a or b)", condition("1 of sel_*"));
    assertEquals("(a and b)", condition("all of sel*"));
    assertEquals("((a or b) and not (f))", condition("any of sel_* and not 1 of filter*"));
    assertEquals("a", condition("1 of *a"));
  }

  @Test
  void themLeavesOutIdentifiersWithAnUnderscore() {
    assertEquals("(a or b or f)", condition("1 of them"));
    assertEquals("(a and b and f)", condition("all of them"));
    assertEquals("h", condition("_hidden"));
  }

  @Test
  void severalConditionsAreAlternatives() {
    assertEquals("(a or (b and f))", condition("[sel_a, sel_b and filter]"));
  }

  @Test
  void aListOfMapsIsAnAlternativeAndAMapAConjunction() {
    String rule = sigma("process_creation", "a:\n  - {User: a, LogonId: 1}\n  - {User: b}\ncondition: a\n");
    String condition = String.valueOf(SigmaBench.rule(rule).get("condition"));
    assertEquals(
        "((tolower(user.name) = \"a\" and user.uid = 1) or tolower(user.name) = \"b\")",
        condition.substring(condition.indexOf("((tolower")));
  }

  @Test
  void aMistakeIsNamed() {
    assertEquals("the condition names 'sel_c', which is not in the detection", reason("sel_a and sel_c"));
    assertEquals("the condition names 'x*', but no search identifier has such a name", reason("1 of x*"));
    assertEquals("the condition lacks a ')'", reason("(sel_a"));
    assertEquals("the condition ends too early", reason("sel_a and"));
    assertEquals("the condition is wrong at 'sel_b': sel_a sel_b", reason("sel_a sel_b"));
    assertEquals("the condition has '2 of'; only '1 of', 'any of' and 'all of' exist", reason("2 of sel*"));
    assertEquals(
        "the condition counts events with '|', the old form of a correlation; write a rule with 'correlation'",
        reason("sel_a | count() > 5"));
    assertEquals("the condition is nested more than 100 levels deep", reason("(".repeat(200) + "sel_a" + ")".repeat(200)));
  }

  private static String reason(String condition) {
    return parked(sigma("process_creation", SELECTIONS + "condition: " + condition + "\n"));
  }

  @Test
  void aPatternIsNoRegularExpression() {
    assertEquals("the condition names '\\E[*', but no search identifier has such a name", reason("1 of \\E[*"));
    assertEquals("(a or b)", condition("1 of s*_*"));
    assertEquals("the condition names 'sel_a*a', but no search identifier has such a name", reason("1 of sel_a*a"));
  }

  @Test
  void aConditionThatRepeatsASelectionDoesNotExhaustTheMemory() {
    assertEquals("the condition names more than 10000 search identifiers", reason("sel_a" + " or sel_a".repeat(25_000)));
    String users = String.join(", ", java.util.Collections.nCopies(1_000, "abcdefgh"));
    String detection = "sel: {User: [" + users + "]}\ncondition: sel" + " or sel".repeat(5_000) + "\n";
    assertEquals(
        "its condition has more than 500000 characters in the language of Eyas", parked(sigma("process_creation", detection)));
  }
}
