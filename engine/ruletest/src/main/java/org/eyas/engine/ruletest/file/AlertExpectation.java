package org.eyas.engine.ruletest.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.engine.explain.ShownValueText;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that a test expects.
 *
 * @param rule the name of the rule
 * @param count the number of alerts: exactly, or at least if {@code open}
 * @param event the number of the event that causes the alerts; 0 for any event
 */
public record AlertExpectation(TestFilePosition place, String rule, int count, boolean open, int event, Details details) {
  /**
   * The expected properties of the alerts, if the test has them.
   *
   * @param tags the tags that the alerts must have
   * @param fields values of the output's fields
   */
  record Details(
      Optional<WildcardText> output, Optional<Priority> priority, Set<String> tags, Map<String, WildcardText> fields) {
    Details {
      tags = Set.copyOf(tags);
      fields = Map.copyOf(fields);
    }

    int constraints() {
      return (output.isPresent() ? 1 : 0) + (priority.isPresent() ? 1 : 0) + tags.size() + fields.size();
    }
  }

  /** The number of constraints: expectations with more constraints select their alerts first. */
  public int constraints() {
    return details.constraints() + (event > 0 ? 1 : 0);
  }

  public boolean isAbout(RaisedAlert seen) {
    return seen.alert().rule().equals(rule) && (event == 0 || seen.event() == event);
  }

  public boolean matches(RaisedAlert seen) {
    return isAbout(seen) && differences(seen).isEmpty();
  }

  /** The differences between an alert of the rule and the expectation, as lines. */
  public List<String> differences(RaisedAlert seen) {
    Alert alert = seen.alert();
    List<String> differences = new ArrayList<>();
    details.output()
        .filter(wanted -> !wanted.matches(alert.message()))
        .ifPresent(wanted -> differences.add(difference("output", wanted.text(), alert.message())));
    details.priority()
        .filter(wanted -> wanted != alert.priority())
        .ifPresent(wanted -> differences.add(difference("priority", wanted.label(), alert.priority().label())));
    if (!alert.tags().containsAll(details.tags())) {
      differences.add(difference("tags", joined(details.tags()), joined(alert.tags())));
    }
    details.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> difference(field.getKey(), field.getValue(), alert).ifPresent(differences::add));
    return differences;
  }

  private static Optional<String> difference(String field, WildcardText wanted, Alert alert) {
    if (!alert.fields().containsKey(field)) {
      return Optional.of("field " + field + " is not in the output; add it there, or leave it out here");
    }
    @Nullable Object value = alert.fields().get(field);
    return value != null && wanted.matches(value.toString())
        ? Optional.empty()
        : Optional.of("field " + field + " is " + ShownValueText.of(value) + ", expected \"" + wanted.text() + "\"");
  }

  private static String difference(String what, String wanted, String found) {
    return what + " expected: " + wanted + "\n" + " ".repeat(what.length()) + "      was: " + found;
  }

  private static String joined(Set<String> texts) {
    return texts.stream().sorted().collect(Collectors.joining(", "));
  }
}
