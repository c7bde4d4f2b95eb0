package org.eyas.engine.ruletest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TestFileFaults;
import org.eyas.engine.ruletest.file.TestFileFinder;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.ruletest.report.TestResult;

/** Runs test files, one after the other. */
public final class TestSuiteRunner {
  private final TestEnvironment bench;
  private final boolean verbose;
  private final OpenedTestFile.Opener opener;

  /** @param verbose whether the results have notes */
  public TestSuiteRunner(TestEnvironment bench, boolean verbose) {
    this.bench = bench;
    this.verbose = verbose;
    opener = new OpenedTestFile.Opener(bench);
  }

  /**
   * Runs all tests of files and folders.
   *
   * @throws IOException if a path does not exist or a folder has no tests; the message is for the user
   */
  public List<TestFileResult> run(List<String> paths) throws IOException, InterruptedException {
    List<TestFileResult> results = new ArrayList<>();
    for (Path file : TestFileFinder.expand(paths)) {
      results.add(run(file));
    }
    return results;
  }

  private TestFileResult run(Path path) throws InterruptedException {
    TestFileFaults faults = new TestFileFaults(path.toString());
    Optional<OpenedTestFile> opened = opener.open(path, faults);
    List<TestResult> results = new ArrayList<>();
    if (opened.isPresent()) {
      TestRunner runner = new TestRunner(bench, opened.get().rules(), verbose);
      for (RuleTestCase test : opened.get().file().tests()) {
        results.add(runner.run(test));
      }
    }
    return new TestFileResult(path.toString(), faults.lines(), results);
  }
}
