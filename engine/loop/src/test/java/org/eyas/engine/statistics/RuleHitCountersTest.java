package org.eyas.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eyas.api.alert.Priority;
import org.junit.jupiter.api.Test;

class RuleHitCountersTest {
  private final RuleHitCounters ledger = new RuleHitCounters();

  @Test
  void aRuleKeepsItsCounterFromGenerationToGeneration() {
    assertSame(ledger.counter("a", Priority.INFORMATIONAL), ledger.counter("a", Priority.INFORMATIONAL));
  }

  @Test
  void aHitCountsUnderThePriorityTheRuleHadThen() {
    ledger.counter("a", Priority.DEBUG).set(3);
    ledger.counter("a", Priority.ERROR).set(4);
    ledger.counter("b", Priority.ERROR).set(5);
    assertEquals(7, ledger.hits("a"));
    assertEquals(9, ledger.hits(Priority.ERROR));
    assertEquals(0, ledger.hits("unknown rule"));
    assertEquals(List.of("a", "b"), ledger.rules());
  }
}
