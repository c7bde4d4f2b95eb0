package org.eyas.fleet.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.common.TsvTable;
import org.eyas.engine.field.syscall.SyscallFields;

/**
 * Lists the fields that hosts print, with the types of their values in the JSON of an alert: an address, a path or a
 * set of flags is a text there. The fields of the engine come from its own list, the fields of shipped bundles from the
 * table {@code fields.tsv}.
 */
final class HostFields {
  private HostFields() {}

  static List<FieldDefinition> all() {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldProvider provider : SyscallFields.providers()) {
      for (FieldClass fieldClass : provider.classes()) {
        fieldClass.fields().stream().filter(HostFields::isPrinted).map(HostFields::printed).forEach(fields::add);
      }
    }
    fields.addAll(TsvTable.rows(HostFields.class, "fields.tsv", HostFields::ofBundle));
    return fields;
  }

  private static boolean isPrinted(FieldDefinition field) {
    return !field.is(Flag.FILTER_ONLY) && field.shape() != Shape.ENDS;
  }

  /** The definition of the printed field. The values of all ancestors are printed as one text. */
  private static FieldDefinition printed(FieldDefinition field) {
    Shape shape = field.shape() == Shape.LIST ? Shape.LIST : Shape.ONE;
    return field(field.name(), printedType(field), shape, field.argument(), field.description());
  }

  private static ValueType printedType(FieldDefinition field) {
    boolean written = field.format() == Format.HEX || field.format() == Format.OCT || field.shape() == Shape.ANY;
    return field.type().isNumber() && (!written || field.type().form() == Form.BOOL) ? field.type() : ValueType.CHARBUF;
  }

  private static FieldDefinition ofBundle(String[] parts) {
    return field(
        parts[0], ValueType.valueOf(parts[1]), Shape.valueOf(parts[2]), Argument.valueOf(parts[3]), "Of a bundle of the hosts.");
  }

  static FieldDefinition field(String name, ValueType type, Shape shape, Argument argument, String description) {
    return new FieldDefinition(name, type, shape, argument, type.isNumber() ? Format.DEC : Format.NA, Set.of(), description);
  }
}
