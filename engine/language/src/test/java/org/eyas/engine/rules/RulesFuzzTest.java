package org.eyas.engine.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.condition.GoldenCase;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.FuzzTarget;
import org.eyas.testkit.fuzz.TextDamage;
import org.junit.jupiter.api.Test;

/** Damaged rule documents, and damaged conditions in a valid document: each loads or is reported. */
class RulesFuzzTest {
  private static final String RULE =
      """
      - list: l
        items: [a, "b c"]
      - macro: m
        condition: (evt.type in (open, openat) and fd.num >= 0)
      - rule: r
        desc: d
        output: "%proc.name"
        priority: NOTICE
        condition: >
          CONDITION
      """;
  private static final List<String> CONDITIONS =
      List.of(
          "m and not proc.name in (l) or proc.aname[2] pmatch (/usr/bin, /tmp)",
          "evt.arg.flags contains O_CREAT and fd.name glob '/etc/*'",
          "tolower(proc.name) = val(proc.pname) and fd.snet in (10.0.0.0/8, '::1')",
          "fd.name regex '^/proc/[0-9]+/(root|cwd)/.*'",
          "evt.rawarg.res < 0 and (proc.args contains anyof (x, y) or len(proc.args) > 3)",
          "evt.type is_set and proc.env[HOME] exists");

  private static List<String> words() {
    List<String> words =
        new ArrayList<>(
            List.of(
                " and ", " or ", " not ", " in (", ")", "((((((((", " exists", " pmatch (", " intersects (", " regex ", " glob ",
                "'", "\"", "\\", "val(",
                "tolower(", "b64(", "len(", "getopt(", "join(',', ", "[", "]", "%", "- rule: ", "- macro: ", "- list: ",
                "  exceptions: [{name: x, fields: [",
                "override: {condition: append}", "- required_engine_version: 99", "[*a]", "&a ", "\n---\n", " = \u0000",
                "0xffffffffffffffffff", "(?i)", "{1000}"));
    for (FieldProvider provider : SyscallFields.providers()) {
      provider.classes().forEach(group -> group.fields().forEach(field -> words.add(field.name())));
    }
    return words;
  }

  private static class Documents implements FuzzTarget {
    final TextDamage damage = new TextDamage(words());
    private final LoadContext context;
    private final List<String> texts = new ArrayList<>();

    Documents() throws IOException {
      SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
      sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
      context = new LoadContext(sources);
      for (GoldenCase each : GoldenCase.all()) {
        each.documents().forEach(document -> texts.add(document.content()));
      }
    }

    String next(Random random) {
      return damage.of(texts.get(random.nextInt(texts.size())), random);
    }

    @Override
    public List<String> feed(Random random) {
      LoadReport report = RuleLoader.load(List.of(new RuleDocument("damaged.yaml", next(random))), context).report();
      return LoadReportText.verbose(report.results().getFirst()).isEmpty() ? List.of("no report") : List.of();
    }

    @Override
    public void close() {}
  }

  private static final class Conditions extends Documents {
    Conditions() throws IOException {}

    @Override
    String next(Random random) {
      String condition = damage.of(CONDITIONS.get(random.nextInt(CONDITIONS.size())), random);
      return RULE.replace("CONDITION", condition.replace("\n", "\n    "));
    }
  }

  @Test
  void damagedDocumentsAreReported() throws Exception {
    FuzzSession.run("rules", new Documents());
  }

  @Test
  void damagedConditionsAreReported() throws Exception {
    FuzzSession.run("conditions", new Conditions());
  }
}
