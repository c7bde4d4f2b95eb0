package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.junit.jupiter.api.Test;

/** The table of docs/elastic-sequences.md says truly which sequences of Elastic can be written. */
class ElasticSequencesTest {
  private static final Pattern ROW = Pattern.compile("\\| `([0-9a-f-]{36})` \\| (yes|no) \\| .+ \\|");

  private static LoadResult load() throws IOException {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    String text = Files.readString(Path.of("testdata/elastic-sequences.yaml"));
    return RuleLoader.load(List.of(new RuleDocument("elastic-sequences.yaml", text)), new LoadContext(catalogs));
  }

  private static List<String> ids(String answer) throws IOException {
    return Files.readAllLines(Path.of("../../docs/elastic-sequences.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches() && row.group(2).equals(answer))
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void everySequenceThatCanBeWrittenLoadsAsOne() throws IOException {
    LoadResult loaded = load();
    assertTrue(loaded.successful(), loaded.report()::toString);
    assertEquals(ids("yes"), loaded.rules().stream().map(LoadedRule::name).toList());
    assertTrue(loaded.rules().stream().allMatch(rule -> rule.statefulCondition() != null));
  }

  @Test
  void atLeastFiftyOfSixtyTwoCanBeWritten() throws IOException {
    assertEquals(62, ids("yes").size() + ids("no").size());
    assertTrue(ids("yes").size() >= 50);
  }
}
