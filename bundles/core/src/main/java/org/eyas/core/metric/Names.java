package org.eyas.core.metric;

import java.util.regex.Pattern;

/** Texts of people as parts of names. */
final class Names {
  private static final Pattern OTHERS = Pattern.compile("[^a-zA-Z0-9]+");
  private static final Pattern OTHERS_OF_SNAPSHOT = Pattern.compile("[^a-zA-Z0-9:]+");
  private static final Pattern END = Pattern.compile("_$");

  private Names() {}

  /** With an underscore for everything that is no letter and no digit, never two in a row. */
  static String plain(String text) {
    return OTHERS.matcher(text).replaceAll("_");
  }

  /** A rule's or a file's name in a snapshot: with its colons, and without an underscore at the end. */
  static String ofSnapshot(String text) {
    return END.matcher(OTHERS_OF_SNAPSHOT.matcher(text).replaceAll("_")).replaceFirst("");
  }
}
