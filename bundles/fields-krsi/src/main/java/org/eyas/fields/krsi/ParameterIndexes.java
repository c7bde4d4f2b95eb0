package org.eyas.fields.krsi;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;

/** Finds the index of a value among the parameters of the exit events of some system calls. Used by one thread. */
final class ParameterIndexes {
  /** The size of the table; it is larger than the number of event types. */
  private static final int CODES = 1024;

  private static final byte NONE = -1;

  private final Map<String, String> params = new HashMap<>();
  private final byte[] places = new byte[CODES]; // by the code of the type: 0 if it was not looked up yet, or the index + 1

  /** @param calls the calls and the names of the parameter, such as {@code "linkat:flags unlinkat:flags"} */
  ParameterIndexes(String calls) {
    for (String call : calls.isEmpty() ? new String[0] : calls.split(" ")) {
      int colon = call.indexOf(':');
      params.put(call.substring(0, colon), call.substring(colon + 1));
    }
  }

  /** The index of the parameter; -1 if the event has none, or it is empty. */
  int in(Event event) {
    int code = event.type().code();
    if (code >= CODES) {
      return NONE;
    }
    if (places[code] == 0) {
      places[code] = find(event.type());
    }
    int index = places[code] - 1;
    return index >= 0 && event.has(index) ? index : NONE;
  }

  private byte find(EventType type) {
    String param = type.direction() == EventType.Direction.EXIT ? params.get(type.name()) : null;
    int index = param == null ? NONE : type.indexOf(param);
    return index < 0 ? NONE : (byte) (index + 1);
  }
}
