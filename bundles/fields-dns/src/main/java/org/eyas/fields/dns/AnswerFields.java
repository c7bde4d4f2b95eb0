package org.eyas.fields.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.dns.RecordAddresses;
import org.eyas.dns.RecordText;
import org.eyas.dns.RecordTypes;
import org.eyas.dns.RecordWalk;

/** The fields of the answers in a message. The lists have one value for each answer, in the same order. */
final class AnswerFields {
  private AnswerFields() {}

  static List<DnsField> all() {
    List<DnsField> fields = new ArrayList<>();
    fields.add(DnsField.number("dns.answers.count", ValueType.UINT32, "The number of answers that were captured whole.",
        m -> m.message().isResponse() ? count(m.answers()) : -1));
    fields.add(list("dns.answers.name", "The name of each answer.", RecordWalk::appendName));
    fields.add(list("dns.answers.type", "The type of each answer: A, CNAME, TXT.",
        (record, text) -> RecordTypes.appendType(record.type(), text)));
    fields.add(list("dns.answers.data", "The data of each answer: an address, a name, a text.", RecordText::append));
    fields.add(DnsField.number("dns.answers.ttl", ValueType.UINT32, "The shortest lifetime of an answer, in seconds.",
        m -> shortest(m.answers())));
    fields.add(DnsField.number("dns.answers.text_length", ValueType.UINT32, "The number of bytes in the longest TXT answer.",
        m -> longestText(m.answers())));
    fields.add(addresses("dns.resolved_ip", ValueType.IPADDR, Shape.LIST, "The addresses in the answers."));
    fields.add(addresses("dns.resolved_net", ValueType.IPNET, Shape.ANY, "The same addresses, to compare them with networks."));
    return fields;
  }

  private static int count(RecordWalk answers) {
    int count = 0;
    while (answers.nextAnswer()) {
      count++;
    }
    return count;
  }

  private static long shortest(RecordWalk answers) {
    long shortest = -1;
    while (answers.nextAnswer()) {
      shortest = shortest < 0 ? answers.ttl() : Math.min(shortest, answers.ttl());
    }
    return shortest;
  }

  private static long longestText(RecordWalk answers) {
    long longest = -1;
    while (answers.nextAnswer()) {
      if (RecordText.isText(answers)) {
        longest = Math.max(longest, RecordText.textLength(answers));
      }
    }
    return longest;
  }

  private static DnsField list(String name, String description, BiConsumer<RecordWalk, ByteBuilder> value) {
    return DnsField.several(name, ValueType.CHARBUF, Shape.LIST, description, values -> (message, out) -> {
      values.clear();
      RecordWalk answers = message.answers();
      while (answers.nextAnswer()) {
        value.accept(answers, values.next());
        values.end();
      }
      values.addTo(out);
      return out.size() > 0;
    });
  }

  private static DnsField addresses(String name, ValueType type, Shape shape, String description) {
    return DnsField.several(name, type, shape, description, values -> {
      RecordAddresses.Receiver each = (data, from, to) -> {
        values.next().append(data, from, to);
        values.end();
      };
      return (message, out) -> {
        values.clear();
        RecordWalk answers = message.answers();
        while (answers.nextAnswer()) {
          RecordAddresses.read(answers, each);
        }
        values.addTo(out);
        return out.size() > 0;
      };
    });
  }
}
