package org.eyas.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.enricher.container.field.ContainerFields;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  private static final Path RULES = Path.of("src/main/rules");

  @Test
  void ownRulesLoadWithoutAWarning() throws Exception {
    List<RuleDocument> documents = new ArrayList<>();
    for (String file : ownRules()) {
      documents.add(new RuleDocument(file, Files.readString(Path.of(file))));
    }
    LoadResult loaded = load(documents);
    assertTrue(loaded.rules().size() >= 200, "rules: " + loaded.rules().size());
    for (LoadReport.Result result : loaded.report().results()) {
      assertEquals(List.of(), result.errors(), result.document());
      assertEquals(List.of(), result.warnings(), result.document());
    }
  }

  @Test
  void copiesLoadAndAreTheSameEachTime() throws Exception {
    String set = RuleSet.of(500, List.of(), ownRules());
    LoadResult loaded = load(List.of(new RuleDocument("set", set)));
    assertTrue(loaded.successful(), () -> loaded.report().toString());
    assertEquals(500, loaded.rules().size());
    assertEquals(set, RuleSet.of(500, List.of(), ownRules()));
  }

  @Test
  void aCopyHasLiteralsOfItsOwnAndTheSameEventTypes() {
    ConditionCopy copy = new ConditionCopy(java.util.Set.of("shells"), java.util.Set.of("opens"), new Literals(1), "_1");
    String condition = "opens and evt.type in (open, creat) and proc.name in (shells, cat) and fd.name startswith \"/etc/x\"";
    String varied = copy.of(condition);
    assertTrue(varied.startsWith("opens_1 and evt.type in (open, creat) and proc.name in (shells_1, cat"), varied);
    assertTrue(!varied.contains("cat)") && !varied.contains("\"/etc/x\""), varied);
    assertNotEquals(varied, new ConditionCopy(java.util.Set.of(), java.util.Set.of(), new Literals(2), "_2").of(condition));
  }

  private static List<String> ownRules() throws IOException {
    try (Stream<Path> files = Files.list(RULES)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".yaml")).sorted().toList();
    }
  }

  private static LoadResult load(List<RuleDocument> documents) {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(new ContainerFields());
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    return RuleLoader.load(documents, new LoadContext(catalogs));
  }
}
