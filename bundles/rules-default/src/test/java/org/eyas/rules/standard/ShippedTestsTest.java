package org.eyas.rules.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.junit.jupiter.api.Test;

/** The bundle contains the tests of its rules, which mutes are tried on. */
class ShippedTestsTest {
  private static void hasTests(RuleProvider provider, List<String> files) throws Exception {
    List<RuleDocument> tests = provider.tests();
    assertEquals(files.size() - 1, tests.size(), "one for each file except the vocabulary");
    tests.forEach(test -> assertTrue(test.content().contains("tests:"), test::name));
  }

  @Test
  void theRulesForSystemCallsHaveTheirTests() throws Exception {
    hasTests(new StandardRules(), StandardRules.FILES);
  }

  @Test
  void theRulesForAuditEventsHaveTheirTests() throws Exception {
    hasTests(new AuditRules(), AuditRules.FILES);
  }
}
