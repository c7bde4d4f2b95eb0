package org.eyas.core.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.core.field.FieldUse;
import org.eyas.core.rules.LoadedRule;

/** Names the fields that rules read and no event of a test gives: nothing is derived from other fields. */
final class FieldNotes {
  private FieldNotes() {}

  static List<String> of(List<LoadedRule> rules, List<WrittenEvent> events) {
    List<String> notes = new ArrayList<>();
    for (LoadedRule rule : rules) {
      add("the condition of", rule, rule.condition().fields(), events, notes);
      add("the output of", rule, rule.alert().message().fields(), events, notes);
    }
    return notes;
  }

  private static void add(
      String part, LoadedRule rule, Iterable<FieldUse> fields, List<WrittenEvent> events, List<String> notes) {
    Set<String> silent = new TreeSet<>();
    for (FieldUse use : fields) {
      FieldKey key = new FieldKey(use.definition().name(), use.argument());
      boolean given = TypeFields.decides(key.name()) || events.stream().anyMatch(event -> event.value(key) != null);
      if (!given) {
        silent.add(use.text());
      }
    }
    if (!silent.isEmpty()) {
      notes.add("not given, but read by " + part + " '" + rule.name() + "': " + String.join(", ", silent));
    }
  }
}
