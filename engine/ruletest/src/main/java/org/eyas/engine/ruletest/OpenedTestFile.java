package org.eyas.engine.ruletest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.ruletest.file.RuleDocumentFiles;
import org.eyas.engine.ruletest.file.TestFile;
import org.eyas.engine.ruletest.file.TestFileFaults;
import org.eyas.engine.ruletest.file.TestFilePosition;
import org.eyas.engine.ruletest.file.TestFileReader;

/** A test file that was read without a fault, with its rules. */
record OpenedTestFile(TestFile file, TestRuleSet rules) {

  /** Opens test files. Equal rule files of several test files are loaded only once. */
  static final class Opener {
    private final TestEnvironment bench;
    private final SequencedMap<String, FieldCatalog> catalogs;
    private final Map<List<RuleDocument>, TestRuleSet> ruleSets = new HashMap<>();

    Opener(TestEnvironment bench) {
      this.bench = bench;
      catalogs = bench.writtenCatalogs();
    }

    /** The file, or nothing if there were faults. */
    Optional<OpenedTestFile> open(Path path, TestFileFaults faults) {
      String content;
      TestFilePosition start = new TestFilePosition(path.toString(), 1, 1);
      try {
        content = Files.readString(path);
      } catch (IOException e) {
        faults.add(start, "cannot read the file: " + RuleDocumentFiles.reason(e));
        return Optional.empty();
      }
      TestFile file = new TestFileReader(catalogs, faults).read(content);
      List<RuleDocument> documents = new ArrayList<>(bench.rules());
      documents.addAll(RuleDocumentFiles.read(file.rules(), faults));
      if (documents.isEmpty() && faults.lines().isEmpty()) {
        faults.add(start, "no rules: name them under 'rules:', or with -r");
      }
      return faults.lines().isEmpty() ? load(file, documents, faults) : Optional.empty();
    }

    private Optional<OpenedTestFile> load(TestFile file, List<RuleDocument> documents, TestFileFaults faults) {
      TestRuleSet rules = ruleSets.computeIfAbsent(documents, all -> TestRuleSet.load(all, bench, catalogs));
      rules.faults().forEach(faults::add);
      return rules.faults().isEmpty() ? Optional.of(new OpenedTestFile(file, rules)) : Optional.empty();
    }
  }
}
