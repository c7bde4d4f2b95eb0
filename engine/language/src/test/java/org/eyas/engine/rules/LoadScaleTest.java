package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.report.LoadReportText;
import org.junit.jupiter.api.Test;

/** Four times as many rules take about four times as long, in one file and in many files. */
class LoadScaleTest {
  /** Linear work gives 4 and quadratic work gives 16. The margin is for a busy machine. */
  private static final double MOST = 8;

  private final SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();

  LoadScaleTest() {
    sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
  }

  @Test
  void oneFile() {
    ratio("one file", 1, 1);
  }

  @Test
  void manyFiles() {
    ratio("ten files", 10, 10);
  }

  /** Each macro uses the one before it: Falco copies the whole chain into every rule; here it is one tree. */
  @Test
  void aLongChainOfMacrosLoads() {
    StringBuilder text = new StringBuilder("- macro: m0\n  condition: evt.type = open\n");
    for (int i = 1; i < 390; i++) {
      text.append("- macro: m").append(i).append("\n  condition: m").append(i - 1).append(" and proc.pid > ").append(i);
      text.append('\n');
    }
    text.append("- rule: R\n  desc: d\n  condition: m389\n  output: o\n  priority: NOTICE\n");
    load(List.of(new RuleDocument("chain.yaml", text.toString())), 1);
  }

  @Test
  void aChainThatIsTooLongIsReported() {
    StringBuilder text = new StringBuilder("- macro: m0\n  condition: evt.type = open\n");
    for (int i = 1; i < 500; i++) {
      text.append("- macro: m").append(i).append("\n  condition: (m").append(i - 1).append(" or not m0) and proc.pid > 1\n");
    }
    text.append("- rule: R\n  desc: d\n  condition: m499\n  output: o\n  priority: NOTICE\n");
    RuleDocument document = new RuleDocument("chain.yaml", text.toString());
    LoadResult result = RuleLoader.load(List.of(document), new LoadContext(sources));
    assertEquals(
        "macros use macros more than 400 deep", result.report().results().getFirst().errors().getFirst().message());
  }

  private void ratio(String what, int fewFiles, int manyFiles) {
    List<RuleDocument> few = documents(1_000, fewFiles);
    List<RuleDocument> many = documents(4_000, manyFiles);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 5 && least >= MOST; i++) {
      long fewNanos = Math.min(load(few, 1_000), load(few, 1_000));
      long manyNanos = load(many, 4_000);
      System.out.println(
          what + ": 1,000 rules " + fewNanos / 1_000_000 + " ms, 4,000 rules " + manyNanos / 1_000_000 + " ms");
      least = Math.min(least, (double) manyNanos / fewNanos);
    }
    assertTrue(least < MOST, what + ": 4,000 rules take " + least + " times as long as 1,000");
  }

  private long load(List<RuleDocument> documents, int rules) {
    long start = System.nanoTime();
    LoadResult result = RuleLoader.load(documents, new LoadContext(sources));
    long took = System.nanoTime() - start;
    assertEquals(rules, result.rules().size(), () -> LoadReportText.verbose(result.report().results().getLast()));
    return took;
  }

  /** A list and a macro for each rule; macros use the macro before them, lists contain the list before them. */
  private static List<RuleDocument> documents(int rules, int files) {
    List<RuleDocument> documents = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rules; i++) {
      text.append("- list: list_").append(i).append("\n  items: [a").append(i).append(", b, c d]\n");
      text.append("- macro: macro_").append(i).append("\n  condition: proc.name in (list_").append(i).append(")");
      text.append(i % 10 == 0 ? "" : " or macro_" + (i - 1)).append("\n");
      text.append("- rule: Rule ").append(i).append("\n  desc: d\n  condition: evt.type in (open, openat) and macro_");
      text.append(i).append(" and not fd.name startswith /tmp/").append(i).append("\n");
      text.append("  output: opened %fd.name by %proc.cmdline\n  priority: NOTICE\n");
      text.append("  exceptions:\n    - name: e\n      fields: [proc.pname, fd.name]\n      values: [[x, /y]]\n");
      if ((i + 1) % (rules / files) == 0) {
        documents.add(new RuleDocument("part" + documents.size() + ".yaml", text.toString()));
        text.setLength(0);
      }
    }
    return documents;
  }
}
