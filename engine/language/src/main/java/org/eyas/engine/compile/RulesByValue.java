package org.eyas.engine.compile;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;

/** Maps each value to the rules that read it. Created at its first use. */
public final class RulesByValue {
  private final Map<TypedValue, BitSet> readers = new HashMap<>();

  /** @param conditions the conditions of rules, by their keys */
  public RulesByValue(Map<Integer, TypedCondition> conditions) {
    conditions.forEach((key, condition) -> add(condition, key));
  }

  private void add(TypedCondition expr, int key) {
    switch (expr) {
      case TypedCondition.Always always -> {}
      case TypedCondition.And and -> and.children().forEach(child -> add(child, key));
      case TypedCondition.Or or -> or.children().forEach(child -> add(child, key));
      case TypedCondition.Not not -> add(not.child(), key);
      case TypedCondition.Predicate predicate -> {
        add(predicate.left(), key);
        if (predicate instanceof ValueCheck check) {
          add(check.right(), key);
        }
      }
    }
  }

  private void add(TypedValue value, int key) {
    readers.computeIfAbsent(value, v -> new BitSet()).set(key);
  }

  /** The keys of the rules whose answer may depend on one of these values. */
  public BitSet rulesReading(List<TypedValue> values) {
    BitSet keys = new BitSet();
    values.forEach(value -> keys.or(readers.getOrDefault(value, new BitSet())));
    return keys;
  }
}
