package org.eyas.schema.check;

import java.util.ArrayList;
import java.util.List;

/** Collects faults in the order in which they are found. */
final class Faults {
  private final List<SchemaFault> all = new ArrayList<>();

  void add(String place, String text) {
    all.add(new SchemaFault(place, text));
  }

  void addAll(Faults others) {
    all.addAll(others.all);
  }

  boolean none() {
    return all.isEmpty();
  }

  List<SchemaFault> all() {
    return List.copyOf(all);
  }
}
