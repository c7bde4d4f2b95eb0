package org.eyas.engine.ruletest.report;

import java.util.List;
import org.eyas.engine.ruletest.file.TestFilePosition;

/**
 * The result of one test.
 *
 * @param notes notes that help to write the test, if requested
 */
public record TestResult(String name, TestFilePosition place, List<TestFailure> failures, List<String> notes, long nanos) {
  public TestResult {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  public boolean passed() {
    return failures.isEmpty();
  }
}
