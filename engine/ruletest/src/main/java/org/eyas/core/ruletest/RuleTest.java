package org.eyas.core.ruletest;

import java.util.List;
import java.util.Set;

/**
 * One test.
 *
 * @param source the event source whose rules are looked at
 * @param only the rules whose alerts count, beside those that are expected; empty for all
 * @param matchAll whether every rule that an event fulfils gives an alert, or only the first
 */
record RuleTest(
    String name,
    Place place,
    String source,
    Input input,
    Set<String> only,
    boolean matchAll,
    List<Expectation> expected) {
  RuleTest {
    only = Set.copyOf(only);
    expected = List.copyOf(expected);
  }

  /** Where the events come from. */
  sealed interface Input {
    /** Events that stand in the test. */
    record Written(List<WrittenEvent> events) implements Input {
      public Written {
        events = List.copyOf(events);
      }
    }

    /**
     * Those of a capture file.
     *
     * @param file relative to the working directory
     */
    record Captured(String file) implements Input {}
  }

  boolean counts(String rule) {
    return only.isEmpty() || only.contains(rule) || expected.stream().anyMatch(each -> each.rule().equals(rule));
  }
}
