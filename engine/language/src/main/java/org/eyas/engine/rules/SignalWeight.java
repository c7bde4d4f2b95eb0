package org.eyas.engine.rules;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The weight of a signal: how much one match says about an attack. A rule is a signal if it has the tag of a weight. A signal is
 * counted and becomes a step of an incident; it raises no alert of its own. Falco loads the same rule as an ordinary one.
 */
public enum SignalWeight {
  ONE(1),
  FIVE(5),
  FIFTEEN(15),
  THIRTY(30),
  SIXTY(60);

  private static final String PREFIX = "eyas_signal_";

  private final int points;

  SignalWeight(int points) {
    this.points = points;
  }

  public int points() {
    return points;
  }

  /** The tag that gives a rule this weight. */
  public String tag() {
    return PREFIX + points;
  }

  /** The weight that tags name; null if they name none. With several, the largest counts. */
  public static @Nullable SignalWeight of(Collection<String> tags) {
    SignalWeight found = null;
    for (SignalWeight weight : values()) {
      found = tags.contains(weight.tag()) ? weight : found;
    }
    return found;
  }

  /** The tags that begin like a weight's and name none. */
  static List<String> unknownTags(Collection<String> tags) {
    return tags.stream().filter(tag -> tag.startsWith(PREFIX) && of(List.of(tag)) == null).toList();
  }

  /** The tags of all weights, for messages. */
  static String allTags() {
    return Stream.of(values()).map(SignalWeight::tag).collect(Collectors.joining(", "));
  }
}
