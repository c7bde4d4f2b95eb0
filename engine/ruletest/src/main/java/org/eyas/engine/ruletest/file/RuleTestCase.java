package org.eyas.engine.ruletest.file;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One test.
 *
 * @param source the event source of its events, except for those that name another one
 * @param only the rules whose alerts count, in addition to the expected ones; empty for all rules
 * @param matchAll whether every rule whose condition holds for an event fires, or only the first
 */
public record RuleTestCase(
    String name,
    TestFilePosition place,
    String source,
    Input input,
    Set<String> only,
    boolean matchAll,
    List<AlertExpectation> expected) {
  public RuleTestCase {
    only = Set.copyOf(only);
    expected = List.copyOf(expected);
  }

  /** The origin of the events. */
  public sealed interface Input {
    /** Events that are written in the test. */
    record Written(List<WrittenEvent> events) implements Input {
      public Written {
        events = List.copyOf(events);
      }
    }

    /**
     * The events of a capture file.
     *
     * @param file relative to the working directory
     */
    record Captured(String file) implements Input {}
  }

  /** The sources of its events. */
  public Set<String> sources() {
    return input instanceof Input.Written(var events) && !events.isEmpty()
        ? events.stream().map(event -> event.source().toString()).collect(Collectors.toSet())
        : Set.of(source);
  }

  public boolean counts(String rule) {
    return only.isEmpty() || only.contains(rule) || expected.stream().anyMatch(each -> each.rule().equals(rule));
  }
}
