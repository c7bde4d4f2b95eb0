package org.eyas.engine.ruletest.report;

import java.util.List;
import org.eyas.engine.ruletest.file.TestFilePosition;

/**
 * A reason why a test failed.
 *
 * @param place the place of the expectation, or of the test
 * @param details lines with details
 */
public record TestFailure(TestFilePosition place, String message, List<String> details) {
  public TestFailure {
    details = List.copyOf(details);
  }
}
