package org.eyas.engine.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

class FollowedEventsTest {
  private static final String SENDS = "evt.type = sendto and mine.noted exists";
  private static final String LEARNED =
      "- {rule: one, desc: d, priority: INFO, condition: evt.type = connect and mine.name = a, output: x}\n";

  /** The fields of a bundle that learns from earlier events. */
  private record LearningFields(FieldProvider fields, String followed) implements FieldProvider {
    @Override
    public List<FieldClass> classes() {
      return fields.classes();
    }

    @Override
    public FieldReader reader(FieldDefinition field, String argument) {
      return fields.reader(field, argument);
    }
  }

  private static LoadResult load(String followed, String rules) {
    FakeFields bundle = new FakeFields()
        .with("mine.name", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.OF_EARLIER_EVENTS)
        .with("mine.noted", ValueType.BOOL)
        .with("mine.other", ValueType.CHARBUF);
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(new LearningFields(bundle, followed));
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rules)), new LoadContext(catalogs));
    assertEquals(true, loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private static List<String> followed(String followed, String rules) {
    return FollowedEvents.of(load(followed, rules), "syscall").stream().map(LoadedRule::name).toList();
  }

  @Test
  void aConditionIsFollowedOnceForAllRulesThatUseSuchAField() {
    String other = "- {rule: two, desc: d, priority: INFO, condition: evt.type = connect and not mine.name = b, output: x}\n";
    assertEquals(List.of("one"), followed(SENDS, LEARNED + other));
    LoadResult loaded = load(SENDS, LEARNED + other);
    assertEquals(List.of("one", "two", "one"), FollowedEvents.andRules(loaded).stream().map(LoadedRule::name).toList());
  }

  @Test
  void anOutputIsAUse() {
    assertEquals(List.of("r"),
        followed(SENDS, "- {rule: r, desc: d, priority: INFO, condition: evt.type = connect, output: '%mine.name'}"));
  }

  @Test
  void nothingIsFollowedWithoutAUse() {
    String other = "- {rule: r, desc: d, priority: INFO, condition: evt.type = connect and mine.other = a, output: x}";
    assertEquals(List.of(), followed(SENDS, other));
    assertEquals(List.of(), followed(SENDS, LEARNED.replace("}", ", enabled: false}")));
    assertEquals(List.of(), followed("", LEARNED));
  }

  @Test
  void aMistakeOfABundleStopsNoRule() {
    assertEquals(List.of(), followed("evt.type = ", LEARNED));
    assertEquals(List.of(), followed("evt.type = sendto and no.such exists", LEARNED));
  }
}
