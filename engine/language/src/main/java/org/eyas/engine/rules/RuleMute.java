package org.eyas.engine.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.ExceptionDefinition.Entry;

/**
 * A mute: hides those alerts of a rule that have certain values, until a time. A mute is written as an exception of the
 * rule. Its name is {@code mute ID until TIME}, and it compares fields of the output with {@code =}. Falco treats it as
 * an ordinary exception; Eyas does the same if it has any other comparison. Immutable.
 *
 * @param id identifies it among all mutes
 * @param document the document in which it is written
 * @param fields names of fields as alerts have them
 * @param tuples an alert is hidden if its fields have all values of one of these, in the order of the fields
 */
public record RuleMute(String id, Instant until, String document, List<String> fields, List<List<String>> tuples) {
  /**
   * The character in alerts that replaces bytes which are not printable text. Different texts can look the same with it.
   */
  private static final char REPLACEMENT = '\uFFFD';

  private static final Pattern NAME = Pattern.compile("mute (\\S{1,80}) until (\\S+)");

  public RuleMute {
    fields = List.copyOf(fields);
    tuples = List.copyOf(tuples);
  }

  /** The name of the exception. */
  public static String name(String id, Instant until) {
    return "mute " + id + " until " + until;
  }

  /**
   * Whether the mute hides an alert at the time of its event.
   *
   * @param alert an alert of the rule
   */
  public boolean hides(Alert alert) {
    return alert.timestampNanos() < TimeUnit.SECONDS.toNanos(until.getEpochSecond()) && covers(alert);
  }

  /** Whether an alert of the rule has the values, at any time. */
  public boolean covers(Alert alert) {
    for (List<String> values : tuples) {
      if (covers(alert, fields, values)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an alert has all values of a mute. A mute by the image, name or pod of a user's container must also compare
   * the owner of the container, because the owner chose these values.
   *
   * @param values the values of the fields, in the order of the fields
   */
  public static boolean covers(Alert alert, List<String> fields, List<String> values) {
    boolean isUsers = alert.fields().get(OwnerChosenFields.OWNER) != null;
    if (isUsers && !fields.contains(OwnerChosenFields.OWNER) && fields.stream().anyMatch(OwnerChosenFields::isOwnerChosen)) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      Object value = alert.fields().get(fields.get(i));
      if (value == null || !isSame(values.get(i), value.toString())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value of a mute equals the value of an alert, and does not only look the same. */
  private static boolean isSame(String muted, String value) {
    return muted.equals(value) && isExact(muted);
  }

  /** Whether a text of an alert stands for exactly one sequence of bytes. A mute never matches any other text. */
  public static boolean isExact(String text) {
    return text.indexOf(REPLACEMENT) < 0;
  }

  /** Whether the mute has expired. */
  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /**
   * The mutes among the exceptions of a rule.
   *
   * @param printed the fields of the rule's output
   */
  static List<RuleMute> mutesAmong(List<ExceptionDefinition> exceptions, Set<String> printed) {
    return exceptions.stream().flatMap(exception -> of(exception, printed).stream()).toList();
  }

  /** The exceptions that are not mutes, which belong to the condition. */
  static List<ExceptionDefinition> withoutMutes(List<ExceptionDefinition> exceptions, Set<String> printed) {
    return exceptions.stream().filter(exception -> of(exception, printed).isEmpty()).toList();
  }

  /** Whether the name of an exception has the form of a mute. */
  static boolean hasName(ExceptionDefinition exception) {
    return NAME.matcher(exception.name()).matches();
  }

  /** Warns about mutes with a value that no alert can equal. Such a mute hides nothing, without any other sign. */
  static void warnAboutUnclear(List<ExceptionDefinition> exceptions, Set<String> printed, DocumentFindings findings) {
    for (ExceptionDefinition exception : exceptions) {
      boolean unclear =
          of(exception, printed).stream().flatMap(mute -> mute.tuples().stream()).flatMap(List::stream)
              .anyMatch(value -> !isExact(value));
      if (unclear) {
        findings.warn(
            LoadCode.LOAD_WARNING_EXTENSION,
            "A value of the mute hides nothing, because \uFFFD stands for bytes that cannot be shown, and other bytes look the same;"
                + " remove it and mute by another field",
            exception.context());
      }
    }
  }

  private static Optional<RuleMute> of(ExceptionDefinition exception, Set<String> printed) {
    Matcher name = NAME.matcher(exception.name());
    if (!name.matches() || !exception.fields().list() || exception.values().isEmpty()) {
      return Optional.empty();
    }
    List<String> fields = exception.fields().items().stream().map(Entry::text).toList();
    boolean plain = exception.comps().items().stream().allMatch(comparison -> comparison.text().equals("="));
    try {
      Instant until = Instant.parse(name.group(2));
      String document = exception.context().location().document();
      return plain && printed.containsAll(fields)
          ? tuples(exception, fields.size()).map(tuples -> new RuleMute(name.group(1), until, document, fields, tuples))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<List<String>>> tuples(ExceptionDefinition exception, int size) {
    List<List<String>> tuples = new ArrayList<>();
    for (Entry values : exception.values()) {
      boolean plain = values.list() && values.items().size() == size && values.items().stream().noneMatch(Entry::list);
      if (!plain) {
        return Optional.empty();
      }
      tuples.add(values.items().stream().map(value -> unquoted(value.text())).toList());
    }
    return Optional.of(tuples);
  }

  // A value may have quotes of its own, as in a condition.
  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2 && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
