package org.eyas.fields.dns;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.dns.DnsMessage;
import org.eyas.dns.RecordTypes;

/** The fields of the header of a message, and of the sockets between which it moved. */
final class MessageFields {
  private static final Text QUERY = Text.of("query");
  private static final Text ANSWER = Text.of("answer");
  private static final List<Text> FLAGS = Stream.of("AA", "TC", "RD", "RA", "AD", "CD").map(Text::of).toList();
  private static final int[] FLAG_BITS = {0x0400, 0x0200, 0x0100, 0x0080, 0x0020, 0x0010};
  private static final Text SIGNATURES = Text.of("DO");

  private MessageFields() {}

  static FieldReader reader(String field, CurrentMessage current) {
    return switch (field) {
      case "dns.type" -> MessageReaders.text(current, m -> m.message().isResponse() ? ANSWER : QUERY);
      case "dns.is_response" -> MessageReaders.truth(current, m -> m.message().isResponse());
      case "dns.id" -> MessageReaders.number(current, m -> m.message().id());
      case "dns.op_code" -> MessageReaders.madeText(current, MessageFields::appendOpCode);
      case "dns.response_code" -> MessageReaders.madeText(current, MessageFields::appendResponseCode);
      case "dns.header_flags" -> MessageReaders.several(current, MessageFields::addFlags);
      case "dns.partial" -> MessageReaders.truth(current, m -> m.message().isPartial());
      case "dns.malformed" -> MessageReaders.truth(current, EventMessage::isMalformed);
      case "dns.matches_query" -> MessageReaders.number(current.matching(), EventMessage::matches);
      case "dns.latency" -> MessageReaders.number(current.matching(), EventMessage::latency);
      case "dns.server.configured" -> (FieldReader.OfNumber) (event, out) -> {
        EventMessage message = current.in(event);
        return message == null ? Presence.ABSENT : message.isConfigured(event, out);
      };
      case "dns.server.ip" -> MessageReaders.text(current, m -> present(m.serverAddress()));
      case "dns.server.port" -> MessageReaders.number(current, EventMessage::serverPort);
      case "dns.protocol" -> MessageReaders.text(current, EventMessage::protocol);
      default -> throw new IllegalArgumentException("'" + field + "' is not a field of DNS");
    };
  }

  private static boolean appendOpCode(EventMessage message, ByteBuilder text) {
    RecordTypes.appendOpCode(message.message().opCode(), text);
    return true;
  }

  private static boolean appendResponseCode(EventMessage message, ByteBuilder text) {
    boolean response = message.message().isResponse();
    if (response) {
      RecordTypes.appendResponseCode(message.message().responseCode(), text);
    }
    return response;
  }

  private static boolean addFlags(EventMessage message, BytesList out) {
    DnsMessage dns = message.message();
    for (int i = 0; i < FLAG_BITS.length; i++) {
      if ((dns.flags() & FLAG_BITS[i]) != 0) {
        out.add(FLAGS.get(i));
      }
    }
    if (dns.wantsSignatures()) {
      out.add(SIGNATURES);
    }
    return true;
  }

  private static Bytes present(Bytes address) {
    return address.isEmpty() ? Text.ABSENT : address;
  }
}
