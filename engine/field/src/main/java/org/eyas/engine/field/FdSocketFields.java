package org.eyas.engine.field;

import static org.eyas.api.event.ParamDefinition.Format.DEC;
import static org.eyas.api.event.ParamDefinition.Format.NA;
import static org.eyas.api.event.ValueType.IPADDR;
import static org.eyas.api.event.ValueType.IPNET;
import static org.eyas.api.event.ValueType.PORT;
import static org.eyas.api.field.FieldDefinition.Flag.FILTER_ONLY;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;

/** Both ends of an event's connection. */
final class FdSocketFields {
  private static final Text IP = Text.of("ip");
  private static final Text UNIX = Text.of("unix");

  private FdSocketFields() {}

  static List<Field> all(KnownHosts hosts) {
    return List.of(
        ends("fd.ip", IPADDR, NA, "The address of either end.", (FieldReader.OfManyBytes) SocketEnd::addresses),
        address("fd.cip", IPADDR, "The client's address.", SocketEnd.CLIENT),
        address("fd.sip", IPADDR, "The server's address.", SocketEnd.SERVER),
        address("fd.lip", IPADDR, "The local address.", SocketEnd.LOCAL),
        address("fd.rip", IPADDR, "The remote address.", SocketEnd.REMOTE),
        ends("fd.port", PORT, DEC, "The port of either end.", (FieldReader.OfNumbers) SocketEnd::ports),
        port("fd.cport", "The client's port.", SocketEnd.CLIENT),
        port("fd.sport", "The server's port.", SocketEnd.SERVER),
        port("fd.lport", "The local port.", SocketEnd.LOCAL),
        port("fd.rport", "The remote port.", SocketEnd.REMOTE),
        Descriptor.text("fd.l4proto", "The transport protocol: tcp, udp, icmp or raw.",
            fd -> FdNames.ofProtocol(fd.l4Protocol())),
        Descriptor.text("fd.sockfamily", "ip or unix.",
            fd -> fd.type().isInet() ? IP : fd.type() == FdType.UNIX ? UNIX : Text.ABSENT),
        Field.truth("fd.is_server", "Whether the server's end is on this machine.",
            (e, out) -> Descriptor.isKnown(e) ? out.set(SocketEnd.isServerHere(e)) : Presence.ABSENT),
        ends("fd.proto", PORT, NA, "The service of either end.", (FieldReader.OfNumbers) SocketEnd::ports),
        service("fd.cproto", "The client's port as a text.", SocketEnd.CLIENT),
        service("fd.sproto", "The server's port as a text.", SocketEnd.SERVER),
        service("fd.lproto", "The local port as a text.", SocketEnd.LOCAL),
        service("fd.rproto", "The remote port as a text.", SocketEnd.REMOTE),
        ends("fd.net", IPNET, NA, "The network of either end.", (FieldReader.OfManyBytes) SocketEnd::addresses),
        network("fd.cnet", "The client's network.", SocketEnd.CLIENT),
        network("fd.snet", "The server's network.", SocketEnd.SERVER),
        network("fd.lnet", "The local network.", SocketEnd.LOCAL),
        network("fd.rnet", "The remote network.", SocketEnd.REMOTE),
        Descriptor.truth("fd.connected", "Whether the socket is connected.", FdInfo::connected),
        host("fd.cip.name", "The host name in a rule that resolves to the client's address.", SocketEnd.CLIENT, hosts),
        host("fd.sip.name", "The host name in a rule that resolves to the server's address.", SocketEnd.SERVER, hosts),
        host("fd.lip.name", "The host name in a rule that resolves to the local address.", SocketEnd.LOCAL, hosts),
        host("fd.rip.name", "The host name in a rule that resolves to the remote address.", SocketEnd.REMOTE, hosts));
  }

  private static Field ends(String name, ValueType type, Format format, String description, FieldReader reader) {
    return Field.of(name, type, format, description, argument -> reader)
        .shape(Shape.ENDS).flags(FILTER_ONLY, NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }

  private static Field address(String name, ValueType type, String description, SocketEnd end) {
    return Field.of(name, type, NA, description, argument -> (FieldReader.OfBytes) end::address);
  }

  private static Field network(String name, String description, SocketEnd end) {
    return address(name, IPNET, description, end).flags(FILTER_ONLY, NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }

  private static Field port(String name, String description, SocketEnd end) {
    return Field.number(name, PORT, description, (event, out) -> {
      int port = end.port(event);
      return port >= 0 ? out.set(port) : Presence.ABSENT;
    });
  }

  /** Names of services are not looked up: by default, Falco prints numbers too. */
  private static Field service(String name, String description, SocketEnd end) {
    return BuiltText.field(name, description, (event, out) -> {
      int port = end.port(event);
      if (port >= 0 && !event.fd().type().isServerSocket()) {
        out.appendDecimal(port);
        return true;
      }
      return port >= 0 || end == SocketEnd.CLIENT && hasRole(event);
    });
  }

  private static boolean hasRole(Event event) {
    return Descriptor.isKnown(event) && (event.fd().roleClient() || event.fd().roleServer());
  }

  private static Field host(String name, String description, SocketEnd end, KnownHosts hosts) {
    return Field.text(name, description, event -> hosts.nameOf(end.address(event)))
        .flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }
}
