package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.eyas.fleet.job.ActiveRules.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActiveRulesTest {
  private static final class Values<V> implements BroadcastState<String, V> {
    private final Map<String, V> values = new HashMap<>();

    @Override
    public @Nullable V get(String key) {
      return values.get(key);
    }

    @Override
    public boolean contains(String key) {
      return values.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<String, V>> immutableEntries() {
      return Map.copyOf(values).entrySet();
    }

    @Override
    public void put(String key, V value) {
      values.put(key, value);
    }

    @Override
    public void putAll(Map<String, V> added) {
      values.putAll(added);
    }

    @Override
    public void remove(String key) {
      values.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, V>> iterator() {
      return values.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<String, V>> entries() {
      return values.entrySet();
    }

    @Override
    public void clear() {
      values.clear();
    }
  }

  private final Values<RuleFile> files = new Values<>();
  private final Values<Long> since = new Values<>();

  private static RuleFile file(String name, String rule, long offset) {
    String content =
        "- {rule: " + rule + ", desc: d, scope: fleet, output: x, priority: INFO, "
            + "threshold: {condition: alert.rule = A, count: 2, within: 1m}}";
    return new RuleFile(name, content, 1_000 + offset, offset);
  }

  private List<String> names(ActiveRules rules) throws Exception {
    List<String> names = new ArrayList<>();
    rules.get(new State(files, since)).all().forEach(rule -> names.add(rule.name()));
    return names.stream().sorted().toList();
  }

  @Test
  void rulesOfACheckpointThatCannotBeUsedDoNotEndTheJob() throws Exception {
    ActiveRules before = new ActiveRules(List.of());
    assertEquals("", before.change(file("a.yaml", "a", 1), files, since));
    files.put("a.yaml", new RuleFile("a.yaml", "- {rule: a, desc: d, scope: fleet, gone: 1}", 1_001, 1));
    ActiveRules restored = new ActiveRules(List.of(file("b.yaml", "b", 0)));
    assertEquals(List.of("b"), names(restored));
    assertEquals("", restored.change(file("a.yaml", "c", 2), files, since));
    assertEquals(List.of("b", "c"), names(restored));
    assertEquals(List.of("b", "c"), names(new ActiveRules(List.of())));
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws Exception {
    ActiveRules rules = new ActiveRules(List.of(file("a.yaml", "a", 0)));
    String deep = "(".repeat(200_000) + "alert.rule = A" + ")".repeat(200_000);
    RuleFile hostile = file("b.yaml", "b", 1);
    String content = String.valueOf(hostile.content()).replace("alert.rule = A", deep);
    assertFalse(rules.change(new RuleFile("b.yaml", content, 1_001, 1), files, since).isEmpty());
    assertFalse(rules.change(new RuleFile("b.yaml", "[".repeat(200_000), 1_001, 1), files, since).isEmpty());
    assertEquals(List.of("a"), names(rules));
  }

  @Test
  void aVersionBeforeTheOneThatIsKnownIsIgnored() throws Exception {
    ActiveRules rules = new ActiveRules(List.of(file("a.yaml", "new", 5), new RuleFile("b.yaml", null, 1_006, 6)));
    assertEquals("", rules.change(file("a.yaml", "old", 4), files, since));
    assertEquals("", rules.change(file("b.yaml", "removed", 3), files, since));
    assertEquals(List.of("new"), names(rules));
    assertEquals("", rules.change(new RuleFile("a.yaml", file("a.yaml", "again", 0).content(), 9_000, 0), files, since));
    assertEquals(List.of("again"), names(rules));
  }
}
