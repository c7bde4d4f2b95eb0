package org.eyas.engine.field.param;

import java.util.Arrays;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.engine.schema.EventSchema;

/** The index of a named parameter in each event type. The indexes are found once, so that no event compares names. */
public final class ParamIndexLookup {
  private final int[] indexByCode;
  private final ParamDefinition definition;

  private ParamIndexLookup(int[] indexByCode, ParamDefinition definition) {
    this.indexByCode = indexByCode;
    this.definition = definition;
  }

  /** @throws IllegalArgumentException if no event has such a parameter */
  public static ParamIndexLookup named(String name) {
    EventSchema schema = EventSchema.current();
    int[] indexes = new int[schema.size()];
    Arrays.setAll(indexes, code -> schema.type(code).indexOf(name));
    for (int code = 0; code < indexes.length; code++) {
      EventType type = schema.type(code);
      if (indexes[code] >= 0) {
        return new ParamIndexLookup(indexes, type.params().get(indexes[code]));
      }
    }
    throw new IllegalArgumentException("unknown event argument " + name);
  }

  /** The definition of the parameter in the first event type that has it. */
  public ParamDefinition definition() {
    return definition;
  }

  /** The index in this event, or -1 if the event does not carry the parameter. */
  public int in(Event event) {
    int index = indexByCode[event.type().code()];
    return index < event.paramCount() ? index : -1;
  }
}
