package org.eyas.core.ruletest;

import java.util.List;

/**
 * A file of tests.
 *
 * @param name as the user named it
 * @param rules the rule files and folders it names, relative to the working directory
 */
record TestFile(String name, List<NamedRules> rules, List<RuleTest> tests) {
  TestFile {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /** A rule file or folder, and where the test file names it. */
  record NamedRules(String path, Place place) {}
}
