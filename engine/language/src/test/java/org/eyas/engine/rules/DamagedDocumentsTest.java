package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.condition.GoldenCase;
import org.eyas.engine.rules.report.LoadReportText;
import org.junit.jupiter.api.Test;

/** Whatever is removed from, doubled in or inserted into a document: it is reported, never thrown. */
class DamagedDocumentsTest {
  private static final String ODD = "\u0000\t\n\r -:[]{}()'\"%*&!|>#,=<\\\u00e9\ud83e\udd85";

  @Test
  void reportsDamageInsteadOfFailing() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadContext context = new LoadContext(sources);
    assertTrue(rejected("- rule: !a%20 b", context, seed), "a tag that ends with a space");
    List<String> texts = texts();
    int rejected = 0;
    for (int i = 0; i < 4_000; i++) {
      String text = damaged(texts.get(random.nextInt(texts.size())), random);
      rejected += rejected(text, context, seed) ? 1 : 0;
    }
    assertTrue(rejected > 500, "only " + rejected + " of 4000 documents were rejected");
  }

  private static boolean rejected(String text, LoadContext context, long seed) {
    try {
      LoadReport report = RuleLoader.load(List.of(new RuleDocument("damaged.yaml", text)), context).report();
      assertEquals(1, report.results().size());
      assertFalse(LoadReportText.verbose(report.results().getFirst()).isEmpty());
      return !report.successful();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ", document:\n" + text, e);
    }
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (GoldenCase each : GoldenCase.all()) {
      each.documents().forEach(document -> texts.add(document.content()));
    }
    return texts;
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0 && !damaged.isEmpty(); n--) {
      int from = random.nextInt(damaged.length());
      int to = Math.min(damaged.length(), from + 1 + random.nextInt(6));
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(from, to);
        case 1 -> damaged.insert(from, damaged.substring(from, to));
        case 2 -> damaged.insert(from, ODD.charAt(random.nextInt(ODD.length())));
        default -> damaged.setLength(random.nextInt(8) == 0 ? from : damaged.length());
      }
    }
    return damaged.toString();
  }
}
