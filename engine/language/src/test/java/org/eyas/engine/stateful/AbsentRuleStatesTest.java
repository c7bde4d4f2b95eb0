package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbsentRuleStatesTest {
  private final AtomicLong millis = new AtomicLong();
  private final AbsentRuleStates rules = new AbsentRuleStates(100, millis::get);

  @Test
  void whatWasThereFirstIsForgottenForOthers() {
    rules.add("a", new byte[40]);
    rules.add("b", new byte[41]);
    rules.add("a", new byte[42]);
    rules.add("c", new byte[43]);
    assertEquals(Set.of("a", "c"), rules.all().keySet());
    rules.add("d", new byte[101]);
    assertEquals(Set.of("a", "c"), rules.all().keySet());
  }

  @Test
  void aRuleThatReturnsIsNotAbsentAnyMore() {
    rules.add("a", new byte[40]);
    assertArrayEquals(new byte[40], rules.remove("a"));
    assertNull(rules.remove("a"));
  }

  @Test
  void thirtyDaysAreTooLong() {
    rules.add("a", new byte[1]);
    millis.set(TimeUnit.DAYS.toMillis(30));
    rules.add("b", new byte[1]);
    assertEquals(Set.of("a", "b"), rules.all().keySet());
    millis.incrementAndGet();
    assertEquals(Set.of("b"), rules.all().keySet());
  }
}
