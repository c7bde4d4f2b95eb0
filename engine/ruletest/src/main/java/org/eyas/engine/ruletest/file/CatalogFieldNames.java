package org.eyas.engine.ruletest.file;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.field.FieldDefinition;
import org.eyas.engine.field.FieldCatalog;

/** The names of a catalog's fields. */
final class CatalogFieldNames {
  private CatalogFieldNames() {}

  static List<String> of(FieldCatalog catalog) {
    List<String> names = new ArrayList<>();
    catalog.classes().forEach(each -> each.fields().stream().map(FieldDefinition::name).forEach(names::add));
    return names;
  }
}
