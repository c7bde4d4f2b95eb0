package org.eyas.core.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code conversions.tsv}: what is to be done with an event of a code that carries so many parameters.
 *
 * @param newCode the code that CHANGE_TYPE gives it, otherwise its own
 * @param steps where each parameter that is added comes from
 */
record Conversion(Action action, int newCode, List<Step> steps) {
  /** What becomes of the event. */
  enum Action {
    /** Delivered as it is. */
    PASS,
    /** Kept for the exit event of the same thread, not delivered. */
    STORE,
    /** Kept and delivered. */
    STORE_AND_PASS,
    /** Parameters are added behind those it has. */
    ADD_PARAMS,
    /** It becomes an event of another code with parameters of its own. */
    CHANGE_TYPE
  }

  /** Where a parameter comes from. */
  enum Origin {
    /** From the enter event kept for the thread. */
    ENTER,
    /** From the event that is converted. */
    OLD,
    /** It is empty. */
    EMPTY,
    /** It has its type's default. */
    DEFAULT,
    /** Old container events: their four parameters become one JSON text. */
    CONTAINER_JSON
  }

  /** @param orEmpty whether a missing enter event makes the parameter empty instead of its default */
  record Step(Origin origin, int param, boolean orEmpty) {}

  /** All rows: by code, then by number of parameters; null where nothing is to be done. */
  static @Nullable Conversion[][] table(EventSchema schema) {
    @Nullable Conversion[][] table = new @Nullable Conversion[schema.size()][0];
    for (String[] row : Table.read("conversions.tsv")) {
      int code = schema.type(row[0]).code();
      int params = Integer.parseInt(row[1]);
      int newCode = row[3].isEmpty() ? code : schema.type(row[3]).code();
      Action action = Action.valueOf(row[2].toUpperCase(Locale.ROOT));
      if (params >= table[code].length) {
        table[code] = Arrays.copyOf(table[code], params + 1);
      }
      table[code][params] = new Conversion(action, newCode, steps(row[4]));
    }
    return table;
  }

  private static List<Step> steps(String text) {
    List<Step> steps = new ArrayList<>();
    for (String step : text.split(" ")) {
      if (!step.isEmpty()) {
        steps.add(step(step));
      }
    }
    return List.copyOf(steps);
  }

  // from_enter(1,fallback_to_empty):name
  private static Step step(String text) {
    int open = text.indexOf('(');
    int colon = text.indexOf(':');
    String operation = open >= 0 ? text.substring(0, open) : colon >= 0 ? text.substring(0, colon) : text;
    String[] arguments = open < 0 ? new String[] {"0"} : text.substring(open + 1, text.indexOf(')')).split(",");
    Origin origin =
        operation.equals("from_callback")
            ? Origin.CONTAINER_JSON
            : Origin.valueOf(operation.substring("from_".length()).toUpperCase(Locale.ROOT));
    return new Step(origin, Integer.parseInt(arguments[0]), arguments.length > 1);
  }
}
