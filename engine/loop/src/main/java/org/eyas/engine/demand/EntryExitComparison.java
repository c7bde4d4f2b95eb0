package org.eyas.engine.demand;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.field.file.PathParams;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.process.LoopEvent;

/**
 * Recognizes system calls whose path or address at the entry differs from the path or address at the exit, because
 * another thread changed the memory in between. Rules see the value at the entry. So a source that delivers the entry
 * of a call must deliver its exit, even if the pushdown rejects it. For the thread of one event loop; does not
 * allocate.
 */
public final class EntryExitComparison {
  private static final int[] OPENED = opened();
  private static final EventType CONNECT = EventSchema.current().type("SOCKET_CONNECT_X");
  private static final int TUPLE = CONNECT.indexOf("tuple");

  private final SockTuple tuple = new SockTuple();

  private static int[] opened() {
    int[] params = new int[EventSchema.current().size()];
    for (int code = 0; code < params.length; code++) {
      List<Integer> found = PathParams.of("fd.nameraw", EventSchema.current().type(code));
      params[code] = found.isEmpty() ? -1 : found.getFirst();
    }
    return params;
  }

  /** Whether the descriptor has another path or address than the event, which the entry of the same call reported. */
  public boolean differs(Event event) {
    if (!(event instanceof LoopEvent end) || !end.wasReportedAtEntry() || !event.fd().known()) {
      return false;
    }
    int param = OPENED[event.type().code()];
    if (param >= 0) {
      return !event.fd().nameRaw().contentEquals(event.bytes(param));
    }
    return event.type() == CONNECT && tuple.wrap(event.bytes(TUPLE)) && tuple.isInet()
        && !hasEnd(event.fd(), tuple.destination(), tuple.destinationPort());
  }

  private static boolean hasEnd(FdInfo fd, Bytes address, int port) {
    return fd.serverPort() == port && fd.serverAddress().contentEquals(address)
        || fd.clientPort() == port && fd.clientAddress().contentEquals(address);
  }
}
