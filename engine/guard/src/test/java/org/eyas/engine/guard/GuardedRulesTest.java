package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.junit.jupiter.api.Test;

class GuardedRulesTest {
  private static final List<RuleDocument> SOME = List.of(new RuleDocument("x.yaml", "[]"));

  private final FaultRegistry book =
      new FaultRegistry(() -> new FaultPolicy(TimeUnit.MINUTES.toNanos(1), 1 << 20, 3, TimeUnit.MINUTES.toNanos(5), false));

  /** Delivers documents and tests, or throws. */
  private static final class Provider implements RuleProvider {
    private Exception failure = new Exception();

    @Override
    public List<RuleDocument> documents() throws RuleReadException {
      return tests();
    }

    @Override
    public List<RuleDocument> tests() throws RuleReadException {
      switch (failure) {
        case RuleReadException e -> throw e;
        case RuntimeException e -> throw e;
        default -> {
          return SOME;
        }
      }
    }
  }

  @Test
  void aFailureKeepsThePreviousDocumentsAndIsAProblemUntilTheNextOnesCome() throws Exception {
    Provider provider = new Provider();
    GuardedRules rules = new GuardedRules(provider, book.guard(ServiceRole.RULES, new ServiceOrigin("org.acme", "rules Acme")));
    assertEquals(SOME, rules.documents());
    assertEquals("", rules.problem());
    Exception sound = provider.failure;
    provider.failure = new IllegalStateException("broken");
    assertEquals(SOME, rules.documents(Map.of()), "a trial of another configuration");
    assertEquals("", rules.problem(), "changes nothing");
    assertEquals(SOME, rules.documents());
    assertEquals(
        "rules Acme of bundle org.acme failed to deliver its rules: its previous documents (1) stay in use", rules.problem());
    provider.failure = sound;
    assertEquals(SOME, rules.documents());
    assertEquals("", rules.problem());
  }

  @Test
  void testsArePassedOnAndAFailureLeavesNone() throws Exception {
    Provider provider = new Provider();
    GuardedRules rules = new GuardedRules(provider, book.guard(ServiceRole.RULES, new ServiceOrigin("org.acme", "rules Acme")));
    assertEquals(SOME, rules.documents());
    assertEquals(SOME, rules.tests());
    provider.failure = new IllegalStateException("broken");
    assertEquals(List.of(), rules.tests(), "and not the documents");
    provider.failure = new RuleReadException("x_test.yaml", "unreadable");
    assertThrows(RuleReadException.class, rules::tests, "an error of the author");
  }
}
