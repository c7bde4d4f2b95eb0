package org.eyas.engine.field;

import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/** Reads fields by name in tests. */
public final class FieldsUnderTest {
  private static final FieldCatalog CATALOG = new FieldCatalog(SyscallFields.providers());

  private FieldsUnderTest() {}

  public static FieldUse fieldUse(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0
        ? CATALOG.find(name, null).orElseThrow()
        : CATALOG.find(name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1)).orElseThrow();
  }

  /** The value as text; null if it is absent. */
  public static @Nullable String text(String name, Event event) {
    StringBuilder out = new StringBuilder();
    return new FieldPrinter(fieldUse(name)).appendText(event, out) ? out.toString() : null;
  }

  public static @Nullable Object json(String name, Event event) {
    return new FieldPrinter(fieldUse(name)).json(event);
  }

  public static EventType type(String id) {
    return EventSchema.current().type(id);
  }
}
