package org.eyas.core.ruletest;

import java.util.List;

/**
 * Why a test failed.
 *
 * @param place of what was expected, or of the test
 * @param details lines that say more
 */
public record Failure(Place place, String message, List<String> details) {
  public Failure {
    details = List.copyOf(details);
  }
}
