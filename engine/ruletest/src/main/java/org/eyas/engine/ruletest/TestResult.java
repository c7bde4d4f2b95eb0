package org.eyas.engine.ruletest;

import java.util.List;

/**
 * The result of one test.
 *
 * @param notes notes that help to write the test, if requested
 */
public record TestResult(String name, Place place, List<Failure> failures, List<String> notes, long nanos) {
  public TestResult {
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  public boolean passed() {
    return failures.isEmpty();
  }
}
