package org.eyas.engine.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.common.TsvTable;
import org.jspecify.annotations.Nullable;

/** The event table (Falco's schema 4.5.1, {@code events.tsv}): every event type by code, id and name. */
public final class EventSchema {
  private static final EventSchema CURRENT = new EventSchema(TsvTable.rows(EventSchema.class, "events.tsv"));

  private final EventType[] byCode;
  private final ParamEncoding[] forms;
  private final Map<String, EventType> byId = new HashMap<>();
  private final Map<String, List<EventType>> byName = new LinkedHashMap<>();

  private EventSchema(List<String[]> rows) {
    byCode = new EventType[rows.size()];
    forms = new ParamEncoding[rows.size()];
    for (String[] row : rows) {
      EventType type = parse(row);
      byCode[type.code()] = type;
      forms[type.code()] = new ParamEncoding(type);
      byId.put(type.id(), type);
      byName.computeIfAbsent(type.name(), n -> new ArrayList<>()).add(type);
    }
  }

  /** The schema that this engine uses; parsed once. */
  public static EventSchema current() {
    return CURRENT;
  }

  /** The number of codes; codes from this number on are unknown. */
  public int size() {
    return byCode.length;
  }

  /** The type with this code, which must be in the table. */
  public EventType type(int code) {
    return byCode[code];
  }

  /** The encoding of the parameters of the type with this code, which must be in the table. */
  public ParamEncoding forms(int code) {
    return forms[code];
  }

  /** The type with an id such as {@code SYSCALL_OPENAT_2_X}. */
  public EventType type(String id) {
    EventType type = byId.get(id);
    if (type == null) {
      throw new IllegalArgumentException("unknown event type " + id);
    }
    return type;
  }

  public @Nullable EventType find(String id) {
    return byId.get(id);
  }

  /** All types that print this name, including old versions; empty if there are none. */
  public List<EventType> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** All names in the order of the table. */
  public Set<String> names() {
    return byName.keySet();
  }

  private static EventType parse(String[] row) {
    Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
    for (String flag : row[6].split(",")) {
      if (!flag.isEmpty()) {
        flags.add(EventFlag.valueOf(flag.toUpperCase(Locale.ROOT)));
      }
    }
    List<ParamDefinition> params = new ArrayList<>();
    for (String param : row[7].split(" ")) {
      if (!param.isEmpty()) {
        params.add(param(param.split(":", 4)));
      }
    }
    Direction direction = row[3].equals("exit") ? Direction.EXIT : Direction.ENTER;
    return new EventType(
        Integer.parseInt(row[0]), row[1], row[2], direction, row[4], Set.of(row[5].split(",")), flags, params);
  }

  private static ParamDefinition param(String[] parts) {
    return new ParamDefinition(
        parts[0],
        ValueType.valueOf(parts[1]),
        Format.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        parts.length > 3 ? parts[3] : "");
  }
}
