package org.eyas.engine.ruletest;

import java.util.List;

/**
 * A test file.
 *
 * @param name the path of the file as the user wrote it
 * @param rules the rule files and folders that it names, relative to the working directory
 */
record TestFile(String name, List<NamedRules> rules, List<RuleTest> tests) {
  TestFile {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /** A rule file or folder, and its place in the test file. */
  record NamedRules(String path, Place place) {}
}
