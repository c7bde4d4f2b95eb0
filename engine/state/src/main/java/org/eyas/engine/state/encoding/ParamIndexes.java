package org.eyas.engine.state.encoding;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;

/**
 * Finds parameters by their names in the event table. An updater keeps the indexes in constants, so that a parameter costs no
 * look-up for each event.
 */
public final class ParamIndexes {
  private final List<EventType> types;

  private ParamIndexes(List<EventType> types) {
    this.types = types;
  }

  /** @param ids the event types of one updater: {@code SYSCALL_OPEN_X} */
  public static ParamIndexes of(String... ids) {
    return new ParamIndexes(Arrays.stream(ids).map(EventSchema.current()::type).toList());
  }

  /**
   * The index of a parameter.
   *
   * @throws IllegalStateException if it is missing from one of the types, or has different indexes in them
   */
  public int at(String name) {
    int[] indexes = types.stream().mapToInt(type -> type.indexOf(name)).distinct().toArray();
    if (indexes.length != 1 || indexes[0] < 0) {
      throw new IllegalStateException(
          "the parameter '" + name + "' has the indexes " + Arrays.toString(indexes) + " in " + types);
    }
    return indexes[0];
  }
}
