package org.eyas.console.page.configuration;

import java.util.ArrayList;
import java.util.List;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.UserRequest;

/** A new value that a person entered for a key. */
record KeyChange(KeyRow row, String entered) {
  /** The changes of a form: the keys that it names, as far as their values differ. */
  static List<KeyChange> of(UserRequest visit, List<KeyRow> rows) {
    List<String> posted = List.of(visit.parameter("keys").split(" "));
    List<KeyChange> changes = new ArrayList<>();
    for (KeyRow row : rows) {
      if (row.isEditable() && posted.contains(row.name())) {
        String entered = RuleDocuments.unixLines(visit.parameter(row.name())).stripTrailing();
        if (!entered.equals(row.value().text().stripTrailing())) {
          changes.add(new KeyChange(row, entered));
        }
      }
    }
    return changes;
  }

  /** The entered value, unchanged, for a hidden field of the form. */
  PageTemplates.Raw value() {
    return new PageTemplates.Raw(entered);
  }
}
