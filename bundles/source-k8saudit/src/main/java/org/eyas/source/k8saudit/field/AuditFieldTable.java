package org.eyas.source.k8saudit.field;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.common.TsvTable;

/** Reads {@code fields.tsv} beside this class: name, shape, argument, kind of the reader, path, description. */
final class AuditFieldTable {
  /**
   * A field.
   *
   * @param kind the kind of reader: see {@link AuditValueReader} and {@link AuditListReader}
   * @param path the place of its values in the event
   */
  record Row(FieldDefinition definition, String kind, String path) {}

  private AuditFieldTable() {}

  static List<Row> read() {
    return TsvTable.rows(AuditFieldTable.class, "fields.tsv", AuditFieldTable::row);
  }

  private static Row row(String[] cells) {
    FieldDefinition definition =
        new FieldDefinition(
            cells[0], ValueType.CHARBUF, Shape.valueOf(cells[1]), Argument.valueOf(cells[2]), Format.NA, Set.of(),
            cells[5] + ".");
    return new Row(definition, cells[3], cells[4]);
  }
}
