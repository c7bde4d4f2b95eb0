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

/** A test file that was read without a fault, with its rules. */
record OpenedFile(TestFile file, RuleSet rules) {

  /** Opens test files. Equal rule files of several test files are loaded only once. */
  static final class Opener {
    private final Workbench bench;
    private final SequencedMap<String, FieldCatalog> catalogs;
    private final Map<List<RuleDocument>, RuleSet> ruleSets = new HashMap<>();

    Opener(Workbench bench) {
      this.bench = bench;
      catalogs = bench.writtenCatalogs();
    }

    /** The file, or nothing if there were faults. */
    Optional<OpenedFile> open(Path path, Faults faults) {
      String content;
      Place start = new Place(path.toString(), 1, 1);
      try {
        content = Files.readString(path);
      } catch (IOException e) {
        faults.add(start, "cannot read the file: " + NamedRuleFiles.reason(e));
        return Optional.empty();
      }
      TestFile file = new TestFileReader(catalogs, faults).read(content);
      List<RuleDocument> documents = new ArrayList<>(bench.rules());
      documents.addAll(NamedRuleFiles.read(file.rules(), faults));
      if (documents.isEmpty() && faults.lines().isEmpty()) {
        faults.add(start, "no rules: name them under 'rules:', or with -r");
      }
      return faults.lines().isEmpty() ? load(file, documents, faults) : Optional.empty();
    }

    private Optional<OpenedFile> load(TestFile file, List<RuleDocument> documents, Faults faults) {
      RuleSet rules = ruleSets.computeIfAbsent(documents, all -> RuleSet.load(all, bench, catalogs));
      rules.faults().forEach(faults::add);
      return rules.faults().isEmpty() ? Optional.of(new OpenedFile(file, rules)) : Optional.empty();
    }
  }
}
