package org.eyas.engine.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

/** Whether rules with fields of other bundles need files that were opened earlier. */
class FileNeedsOfBundlesTest {
  private static List<String> needs(String field) {
    FakeFields bundle = new FakeFields()
        .with("mine.flagged", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.OF_PROCESS)
        .with("mine.inherited", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.OF_ANCESTORS)
        .with("mine.other", ValueType.CHARBUF)
        .with("session.user", ValueType.CHARBUF)
        .with("eyas.is_target", ValueType.BOOL);
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(bundle);
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    String rule = "- {rule: r, desc: d, priority: INFO, condition: evt.type = kill, output: '%" + field + "'}";
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rule)), new LoadContext(catalogs));
    assertEquals(true, loaded.successful(), loaded.report()::toString);
    return OpenFileNeeds.of(loaded.rules(), code -> true).stream().map(OpenFileNeed::reason).toList();
  }

  @Test
  void fieldsThatDependOnTheThreadAloneNeedNoFiles() {
    assertEquals(List.of(), needs("mine.flagged"));
    assertEquals(List.of(), needs("mine.inherited"));
  }

  @Test
  void fieldsOfSessionsNeedNoFiles() {
    assertEquals(List.of(), needs("session.user"));
  }

  @Test
  void fieldsAboutTheEngineNeedNoFiles() {
    assertEquals(List.of(), needs("eyas.is_target"));
  }

  @Test
  void otherFieldsMayReadFiles() {
    assertEquals(List.of("rule 'r' needs mine.other of kill"), needs("mine.other"));
  }
}
