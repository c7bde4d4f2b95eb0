package org.eyas.engine.field.param;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.common.TsvTable;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * The types of dynamic parameters ({@code dynamic.tsv}). The table and the first byte of a parameter select its type.
 */
final class DynamicParamTypes {
  private static final @Nullable ParamDefinition[] NONE = {};
  private static final Map<String, @Nullable ParamDefinition[]> TABLES = read();

  private DynamicParamTypes() {}

  static @Nullable ParamDefinition variant(ParamDefinition parameter, int index) {
    @Nullable ParamDefinition[] table = TABLES.getOrDefault(parameter.values(), NONE);
    return index < table.length ? table[index] : null;
  }

  private static Map<String, @Nullable ParamDefinition[]> read() {
    Map<String, @Nullable ParamDefinition[]> tables = new HashMap<>();
    for (String[] row : TsvTable.rows(EventSchema.class, "dynamic.tsv")) {
      int index = Integer.parseInt(row[1]);
      @Nullable ParamDefinition[] known = tables.getOrDefault("dyn:" + row[0], NONE);
      @Nullable ParamDefinition[] grown = java.util.Arrays.copyOf(known, Math.max(known.length, index + 1));
      grown[index] =
          new ParamDefinition("", ValueType.valueOf(row[2]), Format.valueOf(row[3].toUpperCase(Locale.ROOT)), "");
      tables.put("dyn:" + row[0], grown);
    }
    return Map.copyOf(tables);
  }
}
