package org.eyas.fields.dns;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;

/** The tls.* fields: what a client says in its first message, which is not encrypted. Each reader has memory of its own. */
final class HelloFields {
  private static final FieldDefinition NAME =
      definition("tls.server_name", Shape.ONE, "The name of the server to which a TLS client connects.");
  private static final FieldDefinition DOMAINS =
      definition("tls.server_domains", Shape.LIST, "That name and each domain above it: www.example.com, example.com, com.");
  private static final FieldDefinition PROTOCOLS =
      definition("tls.alpn", Shape.LIST, "The protocols that a TLS client offers: h2, http/1.1.");

  private HelloFields() {}

  private static FieldDefinition definition(String name, Shape shape, String description) {
    return new FieldDefinition(name, ValueType.CHARBUF, shape, Argument.NONE, Format.NA, Set.of(), description);
  }

  static List<FieldDefinition> all() {
    return List.of(NAME, DOMAINS, PROTOCOLS);
  }

  static FieldReader reader(FieldDefinition field) {
    Supplier<HelloReader> each = HelloReader::new;
    return switch (field.name()) {
      case "tls.server_name" -> (FieldReader.OfBytes) each.get()::name;
      case "tls.server_domains" -> (FieldReader.OfManyBytes) each.get()::addDomains;
      case "tls.alpn" -> (FieldReader.OfManyBytes) each.get()::addProtocols;
      default -> throw new IllegalArgumentException("'" + field.name() + "' is not a field of TLS");
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
