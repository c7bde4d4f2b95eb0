package org.eyas.console.page;

import java.util.List;
import org.eyas.api.field.FieldClass;

/** A column of the list of alerts: a field that the reader chose. */
record Column(String name, FieldKind kind) {
  static List<Column> of(List<String> names, Services services) {
    List<FieldClass> catalog = names.isEmpty() ? List.of() : FieldGroup.catalog(services).toList();
    return names.stream().map(name -> new Column(name, FieldKind.of(name, catalog))).toList();
  }
}
