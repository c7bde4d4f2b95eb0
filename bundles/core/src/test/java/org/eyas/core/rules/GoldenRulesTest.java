package org.eyas.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.field.FieldCatalog;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is reported of a document: each folder below {@code testdata/rules} has a {@code rules.yaml}, perhaps a
 * {@code second.yaml} read behind it, and the report in {@code expected.txt}. With {@code -Deyas.golden=write} the reports
 * are written instead of compared.
 */
class GoldenRulesTest {
  private static final Path FOLDER = Path.of("testdata/rules");

  @TestFactory
  Stream<DynamicTest> reportsWhatTheFolderExpects() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(FOLDER)) {
      cases = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertFalse(cases.isEmpty(), "no cases in " + FOLDER.toAbsolutePath());
    return cases.stream().map(each -> dynamicTest(each.getFileName().toString(), () -> check(each)));
  }

  private static void check(Path folder) throws IOException {
    String report = report(folder);
    Path expected = folder.resolve("expected.txt");
    if (System.getProperty("eyas.golden", "").equals("write")) {
      Files.writeString(expected, report);
    }
    assertEquals(Files.readString(expected), report, folder.toString());
  }

  private static String report(Path folder) {
    LoadResult result = RuleLoader.validate(documents(folder), new LoadContext(sources()));
    StringBuilder text = new StringBuilder();
    result.report().results().forEach(each -> text.append(LoadReportText.verbose(each).stripTrailing()).append('\n'));
    if (!result.missingPlugin().isEmpty()) {
      text.append("plugins: ").append(result.missingPlugin()).append('\n');
    }
    for (LoadedRule rule : result.rules()) {
      text.append(rule.enabled() ? "enabled: " : "disabled: ").append(rule.name()).append('\n');
      text.append("  ").append(ExprText.of(rule.written().tree())).append('\n');
      text.append("  ").append(rule.written().compiledOutput()).append('\n');
    }
    return text.toString();
  }

  private static SequencedMap<String, FieldCatalog> sources() {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put(
        "syscall",
        FactsFields.of(
            List.of(
                "| evt.type | charbuf | |",
                "| evt.dir | charbuf | † |",
                "| evt.arg | charbuf | A |",
                "| proc.name | charbuf | |",
                "| proc.pid | int64 | |",
                "| proc.aname | charbuf | a |",
                "| fd.name | charbuf | |",
                "| fd.ip | ipaddr | F |",
                "| user.name | charbuf | |")));
    sources.put("other", FactsFields.of(List.of("| ka.verb | charbuf | |")));
    return sources;
  }

  private static List<RuleDocument> documents(Path folder) {
    List<RuleDocument> documents = new ArrayList<>();
    for (String name : List.of("rules.yaml", "second.yaml")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        documents.add(new RuleDocument(name, read(file)));
      }
    }
    return documents;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
