package org.eyas.engine.schema;

import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType.Form;

/**
 * The encoding of the parameters of one event type. The decoder needs it several times for each event, so it is stored
 * as bits and a number, which are faster than a walk through {@link EventType#params()}.
 */
public final class ParamEncoding {
  /** The maximum number of parameters of an event. */
  public static final int MOST = Long.SIZE;

  private final int count;
  private final boolean largePayload;
  private final long signed;
  private final long text;

  ParamEncoding(EventType type) {
    count = type.params().size();
    largePayload = type.largePayload();
    signed = bits(type, Form.SIGNED);
    text = bits(type, Form.TEXT);
  }

  private static long bits(EventType type, Form form) {
    long bits = 0;
    for (int i = 0; i < type.params().size(); i++) {
      ParamDefinition param = type.params().get(i);
      bits |= (param.type().form() == form ? 1L : 0) << i;
    }
    return bits;
  }

  /** The number of parameters. */
  public int count() {
    return count;
  }

  /** As {@link EventType#largePayload()}. */
  public boolean largePayload() {
    return largePayload;
  }

  /** Whether a parameter is a signed number. */
  public boolean isSigned(int param) {
    return (signed >>> param & 1) != 0;
  }

  /** Whether a parameter is a text, encoded with a final zero. */
  public boolean isText(int param) {
    return (text >>> param & 1) != 0;
  }
}
