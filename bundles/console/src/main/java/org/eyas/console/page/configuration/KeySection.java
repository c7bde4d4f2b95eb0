package org.eyas.console.page.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the form: how many keys it has, and how many of them differ from their defaults. */
record KeySection(String name, int keys, int changed, String link) {
  static List<KeySection> of(List<KeyRow> rows) {
    Map<String, List<KeyRow>> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.computeIfAbsent(row.section(), _ -> new ArrayList<>()).add(row));
    return byName.entrySet().stream().map(section -> of(section.getKey(), section.getValue())).toList();
  }

  private static KeySection of(String name, List<KeyRow> rows) {
    int changed = (int) rows.stream().filter(KeyRow::changed).count();
    return new KeySection(name, rows.size(), changed, KeyFilter.sectionAddress(name));
  }
}
