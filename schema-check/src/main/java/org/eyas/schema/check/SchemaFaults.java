package org.eyas.schema.check;

import java.util.ArrayList;
import java.util.List;

/** Collects faults in the order in which they are found. */
final class SchemaFaults {
  private final List<SchemaFault> all = new ArrayList<>();

  void add(String place, String text) {
    all.add(new SchemaFault(place, text));
  }

  void addAll(SchemaFaults others) {
    all.addAll(others.all);
  }

  /** Adds the faults of an inner value. Returns whether there were any, because the outer value is then invalid too. */
  boolean within(Rule rule, Object value, String place) {
    int before = all.size();
    rule.check(value, place, this);
    return all.size() > before;
  }

  List<SchemaFault> all() {
    return List.copyOf(all);
  }
}
