package org.eyas.engine.ruletest;

import java.util.List;

/**
 * A reason why a test failed.
 *
 * @param place the place of the expectation, or of the test
 * @param details lines with details
 */
public record Failure(Place place, String message, List<String> details) {
  public Failure {
    details = List.copyOf(details);
  }
}
