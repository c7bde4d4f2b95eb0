package org.eyas.engine.rules.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.FactsFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.report.LoadReportText;
import org.junit.jupiter.api.Test;

/** The examples in docs/rule-files.md load, and the page names every key and code. */
class RuleFilesDocumentTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private final String text;

  RuleFilesDocumentTest() throws IOException {
    text = Files.readString(Path.of("../../docs/rule-files.md"));
  }

  @Test
  void everyBlockLoadsWithoutAWarning() {
    Matcher block = BLOCK.matcher(text);
    int blocks = 0;
    while (block.find()) {
      LoadResult result = RuleLoader.load(List.of(new RuleDocument("block.yaml", block.group(1))), context());
      LoadReport.Result report = result.report().results().getFirst();
      assertEquals("block.yaml: Ok", LoadReportText.verbose(report), block.group(1));
      assertEquals("ok", LoadReportText.schema(report));
      assertEquals("", result.missingPlugin());
      blocks++;
    }
    assertTrue(blocks >= 5, blocks + " blocks");
  }

  private static LoadContext context() {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(texts("container.id", "container.name", "k8s.ns.name", "k8s.pod.name"));
    FieldProvider audit =
        texts("ka.stage", "ka.target.resource", "ka.target.subresource", "ka.target.namespace", "ka.target.name", "ka.user.name");
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(providers));
    sources.put("k8s_audit", new FieldCatalog(List.of(audit)));
    return new LoadContext(sources);
  }

  private static FieldProvider texts(String... fields) {
    return FactsFields.provider(Stream.of(fields).map(field -> "| " + field + " | charbuf | |").toList());
  }

  @Test
  void namesEveryCodeAndEveryKeyOfARule() {
    for (LoadCode code : LoadCode.values()) {
      assertTrue(text.contains("`" + code + "`"), code + " is missing");
    }
    for (String key : RuleItemReader.KEYS) {
      assertTrue(text.contains("`" + key), key + " is missing");
    }
  }
}
