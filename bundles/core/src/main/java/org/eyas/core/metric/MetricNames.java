package org.eyas.core.metric;

import java.util.regex.Pattern;

/** Converts arbitrary texts to parts of metric names. */
final class MetricNames {
  private static final Pattern OTHERS = Pattern.compile("[^a-zA-Z0-9]+");
  private static final Pattern OTHERS_OF_SNAPSHOT = Pattern.compile("[^a-zA-Z0-9:]+");
  private static final Pattern END = Pattern.compile("_$");

  private MetricNames() {}

  /** Replaces everything that is not a letter or a digit with an underscore, never two in a row. */
  static String plain(String text) {
    return OTHERS.matcher(text).replaceAll("_");
  }

  /** The name of a rule or file in a snapshot: keeps colons, and has no underscore at the end. */
  static String ofSnapshot(String text) {
    return END.matcher(OTHERS_OF_SNAPSHOT.matcher(text).replaceAll("_")).replaceFirst("");
  }
}
