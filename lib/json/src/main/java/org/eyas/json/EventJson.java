package org.eyas.json;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The payload of the current event, if it is an object or array of JSON. It is parsed when a field reader first asks for it, and
 * once per event.
 *
 * <p>A field provider keeps one for each thread that calls its readers (loops, trials and explanations), in a
 * {@link ThreadLocal} of its own: a static one would keep the classes of a bundle that left. An index cannot be passed from one
 * bundle to another, so each bundle with such fields parses for itself.
 */
public final class EventJson {
  /** The type of the events of sources other than system calls, whose second parameter is the payload. */
  private static final int PLUGIN_EVENT = 322;

  private static final int PAYLOAD = 1;

  private final JsonIndex index = new JsonIndex(JsonLimits.EVENT);
  private byte[] copy = new byte[4_096];
  private @Nullable Event event;
  private long sequence;
  private boolean isJson;

  /** The payload of an event; null if it has none, or if that is not an object or array. Valid until the next event. */
  public @Nullable JsonIndex of(Event current) {
    if (event != current || sequence != current.sequence()) {
      event = current;
      sequence = current.sequence();
      isJson = current.type().code() == PLUGIN_EVENT && parse(current.bytes(PAYLOAD));
    }
    return isJson ? index : null;
  }

  private boolean parse(Bytes payload) {
    int length = payload.length();
    if (copy.length < length) {
      copy = new byte[2 * length];
    }
    payload.copyTo(copy, 0);
    try {
      index.parse(copy, 0, length);
      return index.is(JsonKind.OBJECT, 0) || index.is(JsonKind.ARRAY, 0);
    } catch (JsonException e) {
      return false; // a source reports payloads that it knows to be damaged; fields have no value then
    }
  }
}
