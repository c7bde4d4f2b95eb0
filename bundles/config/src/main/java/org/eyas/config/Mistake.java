package org.eyas.config;

/**
 * A key or value that cannot be meant: unknown, written twice, or of the wrong type. Where a person types it, it is refused;
 * where it stands in a file, it is logged and does not count, as in Falco.
 *
 * @param place where it stands: {@code FILE:LINE}
 * @param what is wrong, and what was meant where that can be guessed
 * @param consequence what counts instead, as the end of the sentence; may be empty
 */
record Mistake(String place, String what, String consequence) {
  Mistake(String place, String what) {
    this(place, what, "");
  }

  /** The line of the log. */
  String line() {
    return place + ": " + what + consequence;
  }
}
