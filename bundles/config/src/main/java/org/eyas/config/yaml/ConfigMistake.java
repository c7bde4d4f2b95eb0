package org.eyas.config.yaml;

import org.eyas.api.failure.Reason;

/**
 * A key or value that is a mistake: unknown, written twice, or of the wrong type. A change by the console or the
 * command line is rejected because of it; in a file it is logged and has no effect, as in Falco.
 *
 * @param place where it is: {@code FILE:LINE}
 * @param what the mistake, and the probable intention if it can be guessed
 * @param consequence the value that applies instead, as the end of the sentence; may be empty
 */
public record ConfigMistake(String place, String what, String consequence) {
  public ConfigMistake(String place, String what) {
    this(place, what, "");
  }

  /** The line of the log. */
  public String line() {
    return place + ": " + Reason.shortened(what) + consequence;
  }
}
