package org.eyas.engine.field.descriptor;

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
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldRow;

/** Both ends of an event's connection. */
final class FdSocketFields {
  private static final Text IP = Text.of("ip");
  private static final Text UNIX = Text.of("unix");

  private FdSocketFields() {}

  static List<FieldRow> all(RuleHostNames hosts) {
    return List.of(
        ends("fd.ip", IPADDR, NA, "The address of either end.", (FieldReader.OfManyBytes) ConnectionEnd::addresses),
        address("fd.cip", IPADDR, "The client's address.", ConnectionEnd.CLIENT),
        address("fd.sip", IPADDR, "The server's address.", ConnectionEnd.SERVER),
        address("fd.lip", IPADDR, "The local address.", ConnectionEnd.LOCAL),
        address("fd.rip", IPADDR, "The remote address.", ConnectionEnd.REMOTE),
        ends("fd.port", PORT, DEC, "The port of either end.", (FieldReader.OfNumbers) ConnectionEnd::ports),
        port("fd.cport", "The client's port.", ConnectionEnd.CLIENT),
        port("fd.sport", "The server's port.", ConnectionEnd.SERVER),
        port("fd.lport", "The local port.", ConnectionEnd.LOCAL),
        port("fd.rport", "The remote port.", ConnectionEnd.REMOTE),
        DescriptorFieldRows.text("fd.l4proto", "The transport protocol: tcp, udp, icmp or raw.",
            fd -> FdTypeNames.ofProtocol(fd.l4Protocol())),
        DescriptorFieldRows.text("fd.sockfamily", "ip or unix.",
            fd -> fd.type().isInet() ? IP : fd.type() == FdType.UNIX ? UNIX : Text.ABSENT),
        FieldRow.truth("fd.is_server", "Whether the server's end is on this machine.",
            (e, out) -> DescriptorFieldRows.isKnown(e) ? out.set(ConnectionEnd.isServerHere(e)) : Presence.ABSENT),
        ends("fd.proto", PORT, NA, "The service of either end.", (FieldReader.OfNumbers) ConnectionEnd::ports),
        service("fd.cproto", "The client's port as a text.", ConnectionEnd.CLIENT),
        service("fd.sproto", "The server's port as a text.", ConnectionEnd.SERVER),
        service("fd.lproto", "The local port as a text.", ConnectionEnd.LOCAL),
        service("fd.rproto", "The remote port as a text.", ConnectionEnd.REMOTE),
        ends("fd.net", IPNET, NA, "The network of either end.", (FieldReader.OfManyBytes) ConnectionEnd::addresses),
        network("fd.cnet", "The client's network.", ConnectionEnd.CLIENT),
        network("fd.snet", "The server's network.", ConnectionEnd.SERVER),
        network("fd.lnet", "The local network.", ConnectionEnd.LOCAL),
        network("fd.rnet", "The remote network.", ConnectionEnd.REMOTE),
        DescriptorFieldRows.truth("fd.connected", "Whether the socket is connected.", FdInfo::connected),
        host("fd.cip.name", "The host name in a rule that resolves to the client's address.", ConnectionEnd.CLIENT, hosts),
        host("fd.sip.name", "The host name in a rule that resolves to the server's address.", ConnectionEnd.SERVER, hosts),
        host("fd.lip.name", "The host name in a rule that resolves to the local address.", ConnectionEnd.LOCAL, hosts),
        host("fd.rip.name", "The host name in a rule that resolves to the remote address.", ConnectionEnd.REMOTE, hosts));
  }

  private static FieldRow ends(String name, ValueType type, Format format, String description, FieldReader reader) {
    return FieldRow.of(name, type, format, description, argument -> reader)
        .shape(Shape.ENDS).flags(FILTER_ONLY, NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }

  private static FieldRow address(String name, ValueType type, String description, ConnectionEnd end) {
    return FieldRow.of(name, type, NA, description, argument -> (FieldReader.OfBytes) end::address);
  }

  private static FieldRow network(String name, String description, ConnectionEnd end) {
    return address(name, IPNET, description, end).flags(FILTER_ONLY, NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }

  private static FieldRow port(String name, String description, ConnectionEnd end) {
    return FieldRow.number(name, PORT, description, (event, out) -> {
      int port = end.port(event);
      return port >= 0 ? out.set(port) : Presence.ABSENT;
    });
  }

  /** Names of services are not looked up: by default, Falco prints numbers too. */
  private static FieldRow service(String name, String description, ConnectionEnd end) {
    return BuiltTextReader.field(name, description, (event, out) -> {
      int port = end.port(event);
      if (port >= 0 && !event.fd().type().isServerSocket()) {
        out.appendDecimal(port);
        return true;
      }
      return port >= 0 || end == ConnectionEnd.CLIENT && hasRole(event);
    });
  }

  private static boolean hasRole(Event event) {
    return DescriptorFieldRows.isKnown(event) && (event.fd().roleClient() || event.fd().roleServer());
  }

  private static FieldRow host(String name, String description, ConnectionEnd end, RuleHostNames hosts) {
    return FieldRow.text(name, description, event -> hosts.nameOf(end.address(event)))
        .flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }
}
