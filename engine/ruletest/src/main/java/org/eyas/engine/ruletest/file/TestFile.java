package org.eyas.engine.ruletest.file;

import java.util.List;

/**
 * A test file.
 *
 * @param name the path of the file as the user wrote it
 * @param rules the rule files and folders that it names, relative to the working directory
 */
public record TestFile(String name, List<NamedRules> rules, List<RuleTestCase> tests) {
  public TestFile {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /** A rule file or folder, and its place in the test file. */
  record NamedRules(String path, TestFilePosition place) {}
}
