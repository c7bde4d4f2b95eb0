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

/** Whether rules need whole messages of the domain name system. */
class MessageNeedsTest {
  private static boolean needs(String condition, String output, String more) {
    FakeFields bundle = new FakeFields()
        .with("mine.name", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.OF_MESSAGE)
        .with("mine.other", ValueType.CHARBUF);
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(bundle);
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    String rule = "- {rule: r, desc: d, priority: INFO, condition: " + condition + ", output: '" + output + "'" + more + "}";
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rule)), new LoadContext(catalogs));
    assertEquals(true, loaded.successful(), loaded.report()::toString);
    return MessageNeeds.in(loaded.rules());
  }

  @Test
  void aConditionOrAnOutputNeedsThem() {
    assertEquals(true, needs("evt.type = sendto and not mine.name = a", "x", ""));
    assertEquals(true, needs("evt.type = sendto", "%mine.name", ""));
  }

  @Test
  void otherFieldsDoNot() {
    assertEquals(false, needs("evt.type = sendto and mine.other = a", "%mine.other %fd.name", ""));
  }

  @Test
  void aDisabledRuleDoesNot() {
    assertEquals(false, needs("evt.type = sendto and mine.name = a", "x", ", enabled: false"));
  }
}
