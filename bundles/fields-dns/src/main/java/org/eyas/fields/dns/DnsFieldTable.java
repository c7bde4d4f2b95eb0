package org.eyas.fields.dns;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.common.TsvTable;

/** Reads the field definitions in {@code fields.tsv} beside this class: name, type, shape, description. */
final class DnsFieldTable {
  private DnsFieldTable() {}

  static List<FieldDefinition> read() {
    return TsvTable.rows(DnsFieldTable.class, "fields.tsv", DnsFieldTable::definition);
  }

  private static FieldDefinition definition(String[] row) {
    ValueType type = ValueType.valueOf(row[1]);
    Format format = type.isNumber() ? Format.DEC : Format.NA;
    return new FieldDefinition(row[0], type, Shape.valueOf(row[2]), Argument.NONE, format, flags(row[0]), row[3]);
  }

  private static Set<Flag> flags(String name) {
    if (name.startsWith("tls.")) {
      return Set.of();
    }
    if (name.equals(DomainFields.NOTED)) {
      return Set.of(Flag.OF_MESSAGE, Flag.HIDDEN);
    }
    return name.startsWith("fd.") ? Set.of(Flag.OF_MESSAGE, Flag.OF_EARLIER_EVENTS) : Set.of(Flag.OF_MESSAGE);
  }
}
