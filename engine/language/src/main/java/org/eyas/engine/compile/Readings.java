package org.eyas.engine.compile;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.check.TypedValue;

/** Maps each value to the rules that read it. Created at its first use. */
public final class Readings {
  private final Map<TypedValue, BitSet> readers = new HashMap<>();

  /** @param conditions the conditions of rules, by their keys */
  public Readings(Map<Integer, TypedExpr> conditions) {
    conditions.forEach((key, condition) -> add(condition, key));
  }

  private void add(TypedExpr expr, int key) {
    switch (expr) {
      case TypedExpr.Always always -> {}
      case TypedExpr.And and -> and.children().forEach(child -> add(child, key));
      case TypedExpr.Or or -> or.children().forEach(child -> add(child, key));
      case TypedExpr.Not not -> add(not.child(), key);
      case TypedExpr.Predicate predicate -> {
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
  public BitSet of(List<TypedValue> values) {
    BitSet keys = new BitSet();
    values.forEach(value -> keys.or(readers.getOrDefault(value, new BitSet())));
    return keys;
  }
}
