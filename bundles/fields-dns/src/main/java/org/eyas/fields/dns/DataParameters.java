package org.eyas.fields.dns;

import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of the parameters of an event that moves data: its bytes, and the addresses of the call.
 *
 * @param data the index of the bytes
 * @param tuple the index of the addresses, source and destination; -1 if the event has none
 * @param incoming whether the call read the data; otherwise it wrote them
 */
record DataParameters(int data, int tuple, boolean incoming) {
  private static final DataParameters NONE = new DataParameters(-1, -1, false);

  /** The parameters of all event types that were asked for. Used by one thread. */
  static final class Table {
    private static final int CODES = 1024; // more than there are event types

    private final @Nullable DataParameters[] known = new DataParameters[CODES];

    /** The parameters of an event that moved data; null if it did not. */
    @Nullable
    DataParameters in(Event event) {
      int code = event.type().code();
      if (code >= CODES) {
        return null;
      }
      DataParameters params = known[code];
      if (params == null) {
        params = of(event.type());
        known[code] = params;
      }
      return params.data >= 0 && event.number(0) > 0 && event.has(params.data) ? params : null;
    }
  }

  /** Whether events of a type can move data, so that it is worth asking for their parameters. */
  static boolean areIn(EventType type) {
    return type.is(EventFlag.READS_FROM_FD) || type.is(EventFlag.WRITES_TO_FD);
  }

  private static DataParameters of(EventType type) {
    int data = type.indexOf("data");
    boolean moves = type.direction() == EventType.Direction.EXIT && areIn(type) && data >= 0
        && type.params().get(data).type() == ValueType.BYTEBUF && type.indexOf("res") == 0;
    return moves ? new DataParameters(data, type.indexOf("tuple"), type.is(EventFlag.READS_FROM_FD)) : NONE;
  }
}
