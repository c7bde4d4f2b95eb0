package org.eyas.engine.field.param;

import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.FlagTable;

/** The flag table of each parameter. The tables are found once, so that no event needs a search by name. */
final class ParamFlagTables {
  private static final FlagTable[][] BY_CODE = byCode();

  private ParamFlagTables() {}

  /** The flag table; an empty table if the parameter has none. */
  static FlagTable of(EventType type, int param) {
    return BY_CODE[type.code()][param];
  }

  private static FlagTable[][] byCode() {
    EventSchema schema = EventSchema.current();
    FlagTable[][] tables = new FlagTable[schema.size()][];
    for (int code = 0; code < tables.length; code++) {
      tables[code] = schema.type(code).params().stream()
          .map(ParamDefinition::values).map(FlagTable::named).toArray(FlagTable[]::new);
    }
    return tables;
  }
}
