package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.testkit.reference.FieldDifferences;
import org.junit.jupiter.api.Test;

/** Random rule files, valid and invalid: verdict, codes, messages and places are those that Falco prints. */
class FalcosAnswersTest {
  /**
   * A class of findings that differ; docs/compatibility.md describes it with its reason.
   *
   * @param reason a text in that document
   * @param common maps findings to a form that is equal for both programs
   */
  private record Difference(String reason, UnaryOperator<String> common) {}

  private static final List<Difference> KNOWN =
      List.of(
          new Difference(
              "the column of errors in transformers",
              finding -> finding.contains("can't add field transformer") ? finding.replaceFirst("[0-9]+$", "") : finding));

  @Test
  void reportsTheSameAsFalcoForRandomRuleFiles() throws IOException {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(FactsFields.container());
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(providers));
    TreeSet<String> met = new TreeSet<>();
    StringBuilder differences = new StringBuilder();
    List<FalcosAnswers> answers = FalcosAnswers.all();
    for (FalcosAnswers falco : answers) {
      LoadResult ours = RuleLoader.load(List.of(new RuleDocument(falco.name(), falco.rules())), new LoadContext(sources));
      if (!agree(falco, ours, met)) {
        differences.append(falco.name()).append(": ").append(falco.findings()).append("\nours: ").append(found(ours))
            .append('\n');
      }
    }
    assertEquals(300, answers.size());
    assertEquals("", differences.toString());
    String page = Files.readString(FieldDifferences.page());
    for (Difference known : KNOWN) {
      assertTrue(met.contains(known.reason()), "a difference that no longer exists: " + known.reason());
      assertTrue(page.contains(known.reason()), "docs/compatibility.md lacks: " + known.reason());
    }
  }

  private static boolean agree(FalcosAnswers falco, LoadResult ours, TreeSet<String> met) {
    if (!falco.refusal().isEmpty()) {
      return falco.refusal().equals("Error: " + ours.missingPlugin());
    }
    List<String> found = found(ours);
    if (falco.ok() != ours.successful() || found.equals(falco.findings())) {
      return falco.ok() == ours.successful();
    }
    for (Difference known : KNOWN) {
      if (found.stream().map(known.common()).toList().equals(falco.findings().stream().map(known.common()).toList())) {
        met.add(known.reason());
        return true;
      }
    }
    return false;
  }

  private static List<String> found(LoadResult ours) {
    LoadReport.Result result = ours.report().results().getFirst();
    List<String> found = new ArrayList<>();
    result.errors().forEach(each -> found.add(FalcosAnswers.finding("error", each)));
    result.warnings().forEach(each -> found.add(FalcosAnswers.finding("warning", each)));
    return found;
  }
}
