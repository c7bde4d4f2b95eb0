package org.eyas.enricher.container.field;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.common.TsvTable;

/** Reads the field definitions in {@code fields.tsv} beside this class: name, type, argument, flags, description. */
final class ContainerFieldTable {
  private ContainerFieldTable() {}

  static List<FieldDefinition> read() {
    return TsvTable.rows(ContainerFieldTable.class, "fields.tsv", ContainerFieldTable::definition);
  }

  private static FieldDefinition definition(String[] row) {
    ValueType type = ValueType.valueOf(row[1]);
    Format format = type.isNumber() ? Format.DEC : Format.NA;
    return new FieldDefinition(
        row[0], type, Shape.ONE, Argument.valueOf(row[2]), format, flags(row[3]), row[4]);
  }

  private static Set<Flag> flags(String names) {
    EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    for (String name : names.split(",")) {
      if (!name.isEmpty()) {
        flags.add(Flag.valueOf(name));
      }
    }
    return flags;
  }
}
