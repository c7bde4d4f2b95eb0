package org.eyas.engine.ruletest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs test files, one after the other. */
public final class RuleTests {
  private final Workbench bench;
  private final boolean verbose;
  private final OpenedFile.Opener opener;

  /** @param verbose whether the results have notes */
  public RuleTests(Workbench bench, boolean verbose) {
    this.bench = bench;
    this.verbose = verbose;
    opener = new OpenedFile.Opener(bench);
  }

  /**
   * Runs all tests of files and folders.
   *
   * @throws IOException if a path does not exist or a folder has no tests; the message is for the user
   */
  public List<FileResult> run(List<String> paths) throws IOException, InterruptedException {
    List<FileResult> results = new ArrayList<>();
    for (Path file : TestPaths.expand(paths)) {
      results.add(run(file));
    }
    return results;
  }

  private FileResult run(Path path) throws InterruptedException {
    Faults faults = new Faults(path.toString());
    Optional<OpenedFile> opened = opener.open(path, faults);
    List<TestResult> results = new ArrayList<>();
    if (opened.isPresent()) {
      TestRunner runner = new TestRunner(bench, opened.get().rules(), verbose);
      for (RuleTest test : opened.get().file().tests()) {
        results.add(runner.run(test));
      }
    }
    return new FileResult(path.toString(), faults.lines(), results);
  }
}
