package org.eyas.fields.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;

/** The tls.* fields: what a client says in its first message, which is not encrypted. Each reader has memory of its own. */
final class HelloFields {
  private HelloFields() {}

  static FieldReader reader(String field) {
    HelloReader reader = new HelloReader();
    return switch (field) {
      case "tls.server_name" -> (FieldReader.OfBytes) reader::name;
      case "tls.server_domains" -> (FieldReader.OfManyBytes) reader::addDomains;
      case "tls.alpn" -> (FieldReader.OfManyBytes) reader::addProtocols;
      default -> throw new IllegalArgumentException("'" + field + "' is not a field of TLS");
    };
  }

  /** Reads the message of a client out of a write to a TCP connection. */
  private static final class HelloReader {
    private final DataParameters.Table parameters = new DataParameters.Table();
    private final ClientHello hello = new ClientHello();
    private final ByteBuilder name = new ByteBuilder();
    private final ValueList values = new ValueList();

    private boolean isIn(Event event) {
      if (!event.type().is(EventFlag.WRITES_TO_FD)) {
        return false;
      }
      FdInfo fd = event.fd();
      DataParameters params = parameters.in(event);
      return params != null && fd.known() && fd.type().isInet() && fd.l4Protocol() == FdInfo.L4Protocol.TCP
          && hello.wrap(event.bytes(params.data()));
    }

    Bytes name(Event event) {
      return isIn(event) && hello.appendName(name.clear()) ? name.view() : Text.ABSENT;
    }

    Presence addDomains(Event event, BytesList out) {
      Bytes server = name(event);
      values.addDomains(server, out);
      return Presence.of(server.isPresent());
    }

    Presence addProtocols(Event event, BytesList out) {
      boolean offered = isIn(event) && hello.appendProtocols(values.clear());
      if (offered) {
        values.addTo(out);
      }
      return Presence.of(offered);
    }
  }
}
