package org.eyas.schema.check;

import java.util.ArrayList;
import java.util.List;

/** Collects faults in the order in which they are found, up to a limit: nobody reads more than ten thousand. */
final class SchemaFaults {
  private static final int MOST = 10_000;

  private final List<SchemaFault> all = new ArrayList<>();
  private int found;

  void add(String place, String text) {
    found++;
    if (all.size() < MOST) {
      all.add(new SchemaFault(place, text));
    }
  }

  void addAll(SchemaFaults others) {
    found += others.found;
    all.addAll(others.all.subList(0, Math.min(others.all.size(), MOST - all.size())));
  }

  /** Adds the faults of an inner value. Returns whether it had faults, because the outer value is then invalid too. */
  boolean addInner(SchemaRule rule, Object value, String place) {
    int before = found;
    rule.check(value, place, this);
    return found > before;
  }

  List<SchemaFault> all() {
    return List.copyOf(all);
  }
}
