package org.eyas.core.ruletest;

import java.util.List;

/**
 * What came of one test.
 *
 * @param notes what helps to write it, for those who asked
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
