package org.eyas.engine.schema;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;

/** An event without parameters, processor and times of other events, such as the stored rest of an earlier event. */
public interface ParameterlessEvent extends Event {
  @Override
  default long firstTimestampNanos() {
    return 0;
  }

  @Override
  default long previousTimestampNanos() {
    return 0;
  }

  @Override
  default int cpu() {
    return 0;
  }

  @Override
  default int paramCount() {
    return 0;
  }

  @Override
  default boolean has(int param) {
    return false;
  }

  @Override
  default long number(int param) {
    return 0;
  }

  @Override
  default Bytes bytes(int param) {
    return Text.ABSENT;
  }
}
