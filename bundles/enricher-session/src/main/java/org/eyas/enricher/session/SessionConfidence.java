package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/** The degree of certainty of a session's user and source. */
enum SessionConfidence {
  /** The kernel's login user id and the program that logged the user in agree. */
  EXACT("exact"),
  /** One of the two is missing. */
  LIKELY("likely"),
  /** Two of the facts contradict each other. */
  AMBIGUOUS("ambiguous");

  private final Text label;

  SessionConfidence(String label) {
    this.label = Text.of(label);
  }

  /** The value of {@code session.confidence}. */
  Text label() {
    return label;
  }
}
