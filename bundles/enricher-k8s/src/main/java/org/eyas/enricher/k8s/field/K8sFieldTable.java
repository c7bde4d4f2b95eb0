package org.eyas.enricher.k8s.field;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.common.TsvTable;

/** Reads the field definitions in {@code fields.tsv} beside this class: name, shape, argument, flags, description. */
public final class K8sFieldTable {
  private K8sFieldTable() {}

  /**
   * @param suggested whether the fields that Falco's plugin suggests for the output of every rule are marked as
   *     suggested
   */
  public static List<FieldDefinition> read(boolean suggested) {
    return TsvTable.rows(K8sFieldTable.class, "fields.tsv", row -> definition(row, suggested));
  }

  private static FieldDefinition definition(String[] row, boolean suggested) {
    Set<Flag> flags = suggested && !row[3].isEmpty() ? Set.of(Flag.valueOf(row[3])) : Set.of();
    return new FieldDefinition(
        row[0], ValueType.CHARBUF, Shape.valueOf(row[1]), Argument.valueOf(row[2]), Format.NA, flags, row[4]);
  }
}
