package org.eyas.engine.ruletest.report;

import java.util.List;

/**
 * The result of one test file.
 *
 * @param faults the reasons why the tests could not be run; empty if they were run. A fault may have several lines
 */
public record TestFileResult(String name, List<String> faults, List<TestResult> tests) {
  public TestFileResult {
    faults = List.copyOf(faults);
    tests = List.copyOf(tests);
  }

  public boolean passed() {
    return faults.isEmpty() && failed() == 0;
  }

  public int failed() {
    return (int) tests.stream().filter(test -> !test.passed()).count();
  }

  public long nanos() {
    return tests.stream().mapToLong(TestResult::nanos).sum();
  }
}
