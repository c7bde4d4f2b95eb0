package org.eyas.core.engine;

import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.core.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * The events a live source has to tell: those that move the state, and those that a rule looks at. What a program reads and
 * writes moves the state a little too, but there is far too much of it to trace it without a rule.
 */
public final class WantedEvents {
  private static final String READ = "io_read";
  private static final String WRITE = "io_write";

  private WantedEvents() {}

  /** Codes of events; {@code rules} are those of the source, null where there are none. */
  public static Set<Integer> of(@Nullable SourceRules rules) {
    Set<Integer> codes = new TreeSet<>();
    EventSchema schema = EventSchema.current();
    for (int code = 0; code < schema.size(); code++) {
      if (isOfState(schema.type(code)) || (rules != null && rules.candidates(code) > 0)) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static boolean isOfState(EventType type) {
    return type.is(EventFlag.MODIFIES_STATE) && !type.category().equals(READ) && !type.category().equals(WRITE);
  }
}
