package org.eyas.fields.dns;

import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;

/**
 * Finds the names of the address at the other end of an event's connection. One thread uses it.
 *
 * <p>A call of connect for a datagram socket sends nothing. Resolvers make it, for each address of an answer, to find the best one. So
 * only what is sent later counts.
 */
final class ConnectionNames {
  private static final String CONNECT = "connect";
  private static final Text PROCESS = Text.of("process");
  private static final Text CONTAINER = Text.of("container");
  private static final Text HOST = Text.of("host");

  private final DataParameters.Table parameters = new DataParameters.Table();
  private final SocketEnds ends = new SocketEnds();
  private final AddressBits address = new AddressBits();
  private final NamedAddresses names;
  private Text source = PROCESS;
  private long nanos;

  ConnectionNames(NamedAddresses names) {
    this.names = names;
  }

  /** Finds the verified names of an event's address. Pending if the servers of a process that asked have not been read. */
  Presence findVerified(Event event) {
    if (!isOfConnection(event)) {
      return Presence.ABSENT;
    }
    ProcessInfo process = event.process();
    boolean pending = names.find(AnswerNames.process(process), address, nanos, true);
    source = PROCESS;
    if (names.foundCount() == 0 && !pending) {
      pending = names.find(AnswerNames.place(process), address, nanos, true);
      source = process.ids().vpid() == process.pid() ? HOST : CONTAINER;
    }
    return names.foundCount() > 0 ? Presence.PRESENT : pending ? Presence.PENDING : Presence.ABSENT;
  }

  /** Finds the names of an event's address that the process got by other answers. */
  Presence findUnverified(Event event) {
    if (!isOfConnection(event)) {
      return Presence.ABSENT;
    }
    names.find(AnswerNames.process(event.process()), address, nanos, false);
    return Presence.of(names.foundCount() > 0);
  }

  private boolean isOfConnection(Event event) {
    FdInfo fd = event.fd();
    if (fd.number() < 0 || fd.known() && (!fd.type().isInet() || fd.roleServer()) || !event.process().known()) {
      return false;
    }
    boolean sorts = fd.l4Protocol() == FdInfo.L4Protocol.UDP && event.type().name().equals(CONNECT);
    if (sorts || !ends.find(event, parameters)) {
      return false;
    }
    nanos = event.timestampNanos();
    return ends.remotePort() != 0 && address.set(ends.remoteAddress());
  }

  NamedAddresses names() {
    return names;
  }

  /** The time of the event. */
  long nanos() {
    return nanos;
  }

  /** The owner of the names that were found. */
  Text source() {
    return source;
  }
}
