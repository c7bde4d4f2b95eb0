package org.eyas.engine.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ValueType;
import org.eyas.engine.decode.EventConversion.Step;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * Converts events in older layouts to the current one: it joins enter and exit events, replaces old versions of an event by
 * the newest version, and adds missing parameters.
 *
 * <p>The converter is table-driven ({@code conversions.tsv}). A row applies to a code and a number of parameters; rows
 * are applied until the event is current. An event that is already current costs one array access. The converter stores
 * the last enter event of each thread until the exit event has used it. Each stream of events needs a converter of its
 * own.
 */
public final class EventConverter {
  /** The result of converting an event. */
  public enum Outcome {
    /** The cursor is at the event to deliver. */
    CURRENT,
    /**
     * The event must not be delivered: it is an enter event that was stored, or an event that no longer has a meaning.
     */
    DROPPED,
    /** The event is unknown: no version of the schema has its code with this number of parameters. */
    UNKNOWN,
    /** The event is not current, and is longer than {@link #LONGEST}. */
    TOO_LONG,
    /** The event would be longer than {@link #LONGEST} in the current layout. */
    GROWS_TOO_LONG
  }

  /** The length in bytes up to which events are converted, as in Falco: longer ones do not come from a kernel. */
  public static final int LONGEST = 1 << 16;

  private static final int ALWAYS_CURRENT = -1;
  private static final int ALWAYS_DROPPED = -2;
  private static final int ALWAYS_CONVERTED = -3;
  private static final int MAX_ROUNDS = 50;

  private final EventSchema schema;
  private final @Nullable EventConversion[][] table;
  private final int[] currentParams;
  private final EnterEvents enterEvents = new EnterEvents();
  private final EventCursor enter;
  private final EventBuilder[] builders = {new EventBuilder(), new EventBuilder()};

  public EventConverter(EventSchema schema) {
    this.schema = schema;
    table = EventConversion.table(schema);
    enter = new EventCursor(schema);
    currentParams = new int[schema.size()];
    for (int code = 0; code < currentParams.length; code++) {
      currentParams[code] = currentParamCount(schema.type(code));
    }
  }

  // The number of parameters of a current event of this type, or a constant that applies to any number.
  private static int currentParamCount(EventType type) {
    if (type.is(EventFlag.UNUSED)) {
      return ALWAYS_DROPPED;
    }
    boolean old = type.is(EventFlag.OLD_VERSION);
    if (!type.is(EventFlag.CONVERTED)) {
      return old ? ALWAYS_DROPPED : ALWAYS_CURRENT;
    }
    return old || type.direction() == Direction.ENTER ? ALWAYS_CONVERTED : type.params().size();
  }

  /** Converts the event at the cursor, if it is not current. */
  public Outcome convert(EventCursor cursor) {
    int wanted = currentParams[cursor.type().code()];
    if (wanted == cursor.paramCount() || wanted == ALWAYS_CURRENT) {
      return Outcome.CURRENT;
    }
    if (wanted == ALWAYS_DROPPED) {
      return Outcome.DROPPED;
    }
    return convertOld(cursor);
  }

  private @Nullable EventConversion row(int code, int params) {
    @Nullable EventConversion[] rows = table[code];
    return params < rows.length ? rows[params] : null;
  }

  private Outcome convertOld(EventCursor cursor) {
    if (cursor.length() > LONGEST) {
      return Outcome.TOO_LONG;
    }
    for (int round = 0; round < MAX_ROUNDS; round++) {
      EventConversion row = row(cursor.type().code(), cursor.paramCount());
      if (row == null) {
        return Outcome.UNKNOWN;
      }
      switch (row.action()) {
        case PASS -> {
          return Outcome.CURRENT;
        }
        case STORE -> {
          enterEvents.store(cursor);
          return Outcome.DROPPED;
        }
        case STORE_AND_PASS -> {
          enterEvents.store(cursor);
          return Outcome.CURRENT;
        }
        case ADD_PARAMS, CHANGE_TYPE -> rebuild(cursor, row, builders[round & 1]);
      }
      if (cursor.length() > LONGEST) {
        return Outcome.GROWS_TOO_LONG;
      }
      int wanted = currentParams[cursor.type().code()];
      if (wanted == cursor.paramCount() || wanted == ALWAYS_CURRENT) {
        return Outcome.CURRENT;
      }
    }
    throw new IllegalStateException("conversions.tsv has an endless loop at " + cursor.type());
  }

  private void rebuild(EventCursor cursor, EventConversion row, EventBuilder out) {
    EventType type = schema.type(row.newCode());
    int kept = row.action() == EventConversion.Action.ADD_PARAMS ? cursor.paramCount() : 0;
    out.begin(type, kept + row.steps().size(), cursor);
    for (int i = 0; i < kept; i++) {
      out.add(cursor, i);
    }
    boolean tookEnter = false;
    for (int i = 0; i < row.steps().size(); i++) {
      tookEnter |= add(row.steps().get(i), type.params().get(kept + i).type(), cursor, out);
    }
    if (tookEnter) {
      enterEvents.remove(cursor.threadId());
    }
    ByteBuffer memory = out.finish();
    cursor.wrap(cursor.cpu(), memory, 0, out.size());
  }

  // Returns whether the value came from the enter event.
  private boolean add(Step step, ValueType type, EventCursor cursor, EventBuilder out) {
    switch (step.origin()) {
      case OLD -> out.add(cursor, step.param());
      case EMPTY -> out.fill(0, 0);
      case DEFAULT -> addDefault(type, out);
      case CONTAINER_JSON -> out.add(containerJson(cursor));
      case ENTER -> {
        EventCursor kept = enterOf(cursor);
        if (kept != null && step.param() < kept.paramCount()) {
          out.add(kept, step.param());
          return true;
        }
        if (step.orEmpty()) {
          out.fill(0, 0);
        } else {
          addDefault(type, out);
        }
      }
    }
    return false;
  }

  private @Nullable EventCursor enterOf(EventCursor exit) {
    if (!enterEvents.find(exit.threadId(), enter)) {
      return null;
    }
    // A capture may begin between the enter event and the exit event of a call. The stored enter event then belongs to
    // another call.
    return enter.type().code() == exit.type().code() - 1 ? enter : null;
  }

  private static void addDefault(ValueType type, EventBuilder out) {
    boolean id = type == ValueType.UID || type == ValueType.GID;
    out.fill(type.size(), id ? 0xff : 0);
  }

  private static byte[] containerJson(EventCursor event) {
    String json =
        "{\"id\":\"%s\",\"type\":%d,\"name\":\"%s\",\"image\":\"%s\"}\0"
            .formatted(event.bytes(0), event.number(1), event.bytes(2), event.bytes(3));
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
