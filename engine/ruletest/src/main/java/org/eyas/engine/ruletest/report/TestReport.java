package org.eyas.engine.ruletest.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.explain.TerminalColours;

/** Prints the results of test files for people: a line for each file, followed by its failures, and the total at the end. */
public final class TestReport {
  private final TerminalColours paint;
  private final boolean verbose;
  private final StringBuilder out = new StringBuilder();

  private TestReport(TerminalColours paint, boolean verbose) {
    this.paint = paint;
    this.verbose = verbose;
  }

  /** @param verbose whether to print the names of passed tests and the notes of all tests */
  public static String of(List<TestFileResult> results, TerminalColours paint, boolean verbose) {
    TestReport report = new TestReport(paint, verbose);
    results.forEach(report::file);
    report.out.append(report.sum(results)).append('\n');
    return report.out.toString();
  }

  /** The same as an object of JSON: the counts, and each file with all its tests. */
  public static Map<String, Object> json(List<TestFileResult> results) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("tests", results.stream().mapToLong(file -> file.tests().size()).sum());
    object.put("failed", results.stream().mapToLong(TestFileResult::failed).sum());
    object.put("files", results.stream().map(TestReport::object).toList());
    return object;
  }

  private static Map<String, Object> object(TestFileResult file) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file.name());
    object.put("passed", file.passed());
    object.put("faults", file.faults());
    object.put("tests", file.tests().stream().map(TestReport::object).toList());
    return object;
  }

  private static Map<String, Object> object(TestResult test) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("test", test.name());
    object.put("line", (long) test.place().line());
    object.put("passed", test.passed());
    object.put("nanos", test.nanos());
    object.put("failures", test.failures().stream().map(TestReport::object).toList());
    object.put("notes", test.notes());
    return object;
  }

  private static Map<String, Object> object(TestFailure failure) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("line", (long) failure.place().line());
    object.put("message", failure.message());
    object.put("details", failure.details());
    return object;
  }

  private void file(TestFileResult file) {
    String tests = file.faults().isEmpty() ? "   " + count(file.tests().size(), "test") : "";
    out.append(word(file.passed())).append(' ').append(paint.strong(file.name())).append(tests).append('\n');
    file.faults().forEach(fault -> fault.lines().forEach(line -> line(1, line)));
    for (TestResult test : file.tests()) {
      if (verbose || !test.passed()) {
        test(test);
      }
    }
  }

  private void test(TestResult test) {
    line(1, word(test.passed()) + " " + test.name() + (test.passed() ? "" : "   " + test.place()));
    for (TestFailure failure : test.failures()) {
      line(2, failure.place() + ": " + failure.message());
      failure.details().forEach(detail -> line(3, detail));
    }
    if (verbose) {
      test.notes().forEach(note -> line(2, paint.faint(note)));
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private String word(boolean passed) {
    return passed ? paint.good("ok  ") : paint.bad("FAIL");
  }

  private String sum(List<TestFileResult> results) {
    int tests = results.stream().mapToInt(file -> file.tests().size()).sum();
    int failed = results.stream().mapToInt(TestFileResult::failed).sum();
    long unread = results.stream().filter(file -> !file.faults().isEmpty()).count();
    StringBuilder sum = new StringBuilder(count(tests, "test")).append(" in ").append(count(results.size(), "file"));
    sum.append(": ").append(tests - failed).append(" passed, ").append(failed).append(" failed");
    if (unread > 0) {
      sum.append("; ").append(count((int) unread, "file")).append(" with errors");
    }
    return failed == 0 && unread == 0 ? paint.good(sum.toString()) : paint.bad(sum.toString());
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
