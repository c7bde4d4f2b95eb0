package org.eyas.fields.dns;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.dns.DnsMessage;
import org.eyas.dns.RecordTypes;

/** The fields of the header of a message, and of the sockets between which it moved. */
final class MessageFields {
  private static final Text QUERY = Text.of("query");
  private static final Text ANSWER = Text.of("answer");
  private static final List<Text> FLAGS =
      List.of(Text.of("AA"), Text.of("TC"), Text.of("RD"), Text.of("RA"), Text.of("AD"), Text.of("CD"));
  private static final int[] FLAG_BITS = {0x0400, 0x0200, 0x0100, 0x0080, 0x0020, 0x0010};
  private static final Text SIGNATURES = Text.of("DO");

  private MessageFields() {}

  static List<DnsField> all() {
    List<DnsField> fields = new ArrayList<>();
    fields.add(DnsField.text("dns.type", "query or answer.", m -> m.message().isResponse() ? ANSWER : QUERY));
    fields.add(DnsField.truth("dns.is_response", "Whether the message is an answer.", m -> m.message().isResponse()));
    fields.add(
        DnsField.number("dns.id", ValueType.UINT32, "The number by which an answer belongs to its query.",
            m -> m.message().id()));
    fields.add(DnsField.madeText("dns.op_code", "The kind of the message: QUERY, NOTIFY, UPDATE.", (m, text) -> {
      RecordTypes.appendOpCode(m.message().opCode(), text);
      return true;
    }));
    fields.add(DnsField.madeText("dns.response_code", "The result of an answer: NOERROR, NXDOMAIN, SERVFAIL.", (m, text) -> {
      if (m.message().isResponse()) {
        RecordTypes.appendResponseCode(m.message().responseCode(), text);
      }
      return m.message().isResponse();
    }));
    fields.add(DnsField.several("dns.header_flags", ValueType.CHARBUF, Shape.LIST,
        "The flags of the header that are set, of AA, TC, RD, RA, AD, CD and DO.", values -> MessageFields::addFlags));
    fields.add(DnsField.truth("dns.partial", "Whether bytes of the message were not captured.", m -> m.message().isPartial()));
    fields.add(
        DnsField.truth("dns.malformed", "Whether the captured bytes cannot be those of a message, or it has several questions.",
            EventMessage::isMalformed));
    fields.add(DnsField.address("dns.server.ip", "The address of the server.", m -> present(m.serverAddress())));
    fields.add(DnsField.number("dns.server.port", ValueType.PORT, "The port of the server.", EventMessage::serverPort));
    fields.add(DnsField.text("dns.protocol", "udp, tcp, mdns or llmnr.", EventMessage::protocol));
    return fields;
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
