package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

class RuleWarningsTest {
  private final List<String> lines = new ArrayList<>();
  private final RuleWarnings warnings = new RuleWarnings(lines::add);

  private static List<LoadReport.Result> load(String... texts) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    List<RuleDocument> documents =
        IntStream.range(0, texts.length).mapToObj(i -> new RuleDocument(i + ".yaml", texts[i])).toList();
    return RuleLoader.load(documents, new LoadContext(catalogs)).report().results();
  }

  private static String odd(int rules) {
    return IntStream.range(0, rules)
        .mapToObj(i -> "- {rule: r" + i + ", desc: d, condition: evt.type=open, output: o, priority: INFO, tag: x}\n")
        .collect(Collectors.joining());
  }

  @Test
  void equalWarningsAreOneWithTheirNumber() {
    warnings.log(load(odd(100)));
    assertEquals(1, lines.size());
    String text = lines.getFirst();
    assertTrue(text.contains("Unknown key 'tag'. The key will be ignored. (100 times in this file)"), text);
    assertEquals(text.indexOf("Unknown key 'tag'"), text.lastIndexOf("Unknown key 'tag'"), text);
    assertTrue(text.contains("100 Warnings:") && text.contains("200 Schema warnings:"), text);
    assertTrue(text.length() < 2_500, text);
  }

  @Test
  void aReloadRepeatsTheWarningsOfChangedFilesOnly() {
    String other = "- {list: unused, items: [a]}\n";
    warnings.log(load(odd(1), other));
    assertEquals(2, lines.size());
    warnings.log(load(odd(1), other));
    assertEquals(2, lines.size());
    warnings.log(load(odd(2), other));
    assertEquals(3, lines.size());
    assertTrue(lines.getLast().startsWith("0.yaml"), lines.getLast());
  }

  @Test
  void aWarningThatWasGoneIsLoggedAgain() {
    warnings.log(load(odd(1)));
    warnings.log(load("- {rule: r, desc: d, condition: evt.type=open, output: o, priority: INFO}\n"));
    warnings.log(load(odd(1)));
    assertEquals(2, lines.size());
  }
}
