package org.eyas.fleet.alert;

import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.ParameterlessEvent;

/** An event with a time and fields, but without parameters and process, which only the host has. */
interface FieldsOnlyEvent extends ParameterlessEvent {
  EventType TYPE = EventSchema.current().type("PLUGINEVENT_E");
  Text SOURCE = Text.of("fleet");

  @Override
  default EventType type() {
    return TYPE;
  }

  @Override
  default long firstTimestampNanos() {
    return timestampNanos();
  }

  @Override
  default long previousTimestampNanos() {
    return timestampNanos();
  }

  @Override
  default Text source() {
    return SOURCE;
  }

  @Override
  default long threadId() {
    return 0;
  }

  @Override
  default ProcessInfo process() {
    throw new UnsupportedOperationException("the process of an alert is on its host");
  }

  @Override
  default FdInfo fd() {
    throw new UnsupportedOperationException("the descriptor of an alert is on its host");
  }

  @Override
  default Accounts accounts() {
    throw new UnsupportedOperationException("the users of an alert are on its host");
  }
}
