package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.field.FieldClass;
import org.eyas.console.page.ConsoleServices;

/** A column of the list of alerts: a field that the reader chose. */
record AlertColumn(String name, FieldNumberKind kind) {
  static List<AlertColumn> of(List<String> names, ConsoleServices services) {
    List<FieldClass> catalog = names.isEmpty() ? List.of() : AlertFieldGroup.catalog(services).toList();
    return names.stream().map(name -> new AlertColumn(name, FieldNumberKind.of(name, catalog))).toList();
  }
}
