package org.eyas.engine.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eyas.common.TsvTable;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code conversions.tsv}: the conversion of events with a given code and number of parameters.
 *
 * @param newCode the code of the new event for CHANGE_TYPE, otherwise the code of the event itself
 * @param steps the origin of each added parameter
 */
record EventConversion(Action action, int newCode, List<Step> steps) {
  /** The actions of the converter. */
  enum Action {
    /** Deliver it unchanged. */
    PASS,
    /** Store it for the exit event of the same thread and do not deliver it. */
    STORE,
    /** Store it and deliver it. */
    STORE_AND_PASS,
    /** Append parameters to those that it has. */
    ADD_PARAMS,
    /** Build an event with another code and its own parameters. */
    CHANGE_TYPE
  }

  /** The origins of the value of a parameter. */
  enum Origin {
    /** The enter event that is stored for the thread. */
    ENTER,
    /** The event that is converted. */
    OLD,
    /** No value: the parameter is empty. */
    EMPTY,
    /** The default value of the parameter's type. */
    DEFAULT,
    /** The four parameters of an old container event, as one JSON text. */
    CONTAINER_JSON
  }

  /** @param orEmpty whether the parameter is empty, instead of its default, if the enter event is missing */
  record Step(Origin origin, int param, boolean orEmpty) {}

  /** All rows: by code, then by number of parameters; null if there is no row. */
  static @Nullable EventConversion[][] table(EventSchema schema) {
    @Nullable EventConversion[][] table = new @Nullable EventConversion[schema.size()][0];
    for (String[] row : TsvTable.rows(EventSchema.class, "conversions.tsv")) {
      int code = schema.type(row[0]).code();
      int params = Integer.parseInt(row[1]);
      int newCode = row[3].isEmpty() ? code : schema.type(row[3]).code();
      Action action = Action.valueOf(row[2].toUpperCase(Locale.ROOT));
      if (params >= table[code].length) {
        table[code] = Arrays.copyOf(table[code], params + 1);
      }
      table[code][params] = new EventConversion(action, newCode, steps(row[4]));
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
