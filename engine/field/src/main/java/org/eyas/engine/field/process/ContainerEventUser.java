package org.eyas.engine.field.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.ContainerDescription;
import org.eyas.engine.field.param.EventNames;
import org.eyas.engine.schema.EventSchema;

/**
 * The user that {@code user.name} shows for the event that announces a container: the user of the container's
 * configuration, because the container may not have a process yet.
 */
final class ContainerEventUser {
  private static final Text CONTAINER = Text.of("container");
  private static final int ASYNC = EventSchema.current().type("ASYNCEVENT_E").code();
  private static final int OLD = EventSchema.current().type("CONTAINER_JSON_2_E").code();

  private ContainerEventUser() {}

  /** Absent for other events, and if the container of the event's thread has no such user. */
  static Bytes of(Event event) {
    int code = event.type().code();
    boolean announces = code == OLD || code == ASYNC && EventNames.of(event).contentEquals(CONTAINER);
    if (!announces || !(event.process().attachment(ContainerDescription.KEY) instanceof ContainerDescription container)) {
      return Text.ABSENT;
    }
    return container.user().isEmpty() ? Text.ABSENT : container.user();
  }
}
