package org.eyas.fields.dns;

import java.util.function.BiConsumer;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.field.FieldReader;
import org.eyas.dns.RecordAddresses;
import org.eyas.dns.RecordText;
import org.eyas.dns.RecordTypes;
import org.eyas.dns.RecordWalk;

/** The fields of the answers in a message. The lists have one value for each answer, in the same order. */
final class AnswerFields {
  private AnswerFields() {}

  static FieldReader reader(String field, CurrentMessage current) {
    return switch (field) {
      case "dns.answers.count" -> MessageReaders.number(current, m -> m.message().isResponse() ? count(m.answers()) : -1);
      case "dns.answers.name" -> list(current, RecordWalk::appendName);
      case "dns.answers.type" -> list(current, (record, text) -> RecordTypes.appendType(record.type(), text));
      case "dns.answers.data" -> list(current, RecordText::append);
      case "dns.answers.ttl" -> MessageReaders.number(current, m -> shortest(m.answers()));
      case "dns.answers.text_length" -> MessageReaders.number(current, m -> longestText(m.answers()));
      case "dns.resolved_ip", "dns.resolved_net" -> addresses(current);
      default -> throw new IllegalArgumentException("'" + field + "' is not a field of DNS answers");
    };
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

  private static FieldReader list(CurrentMessage current, BiConsumer<RecordWalk, ByteBuilder> value) {
    ValueList values = new ValueList();
    return MessageReaders.several(current, (message, out) -> {
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

  private static FieldReader addresses(CurrentMessage current) {
    ValueList values = new ValueList();
    RecordAddresses.Receiver each = (data, from, to) -> {
      values.next().append(data, from, to);
      values.end();
    };
    return MessageReaders.several(current, (message, out) -> {
      values.clear();
      RecordWalk answers = message.answers();
      while (answers.nextAnswer()) {
        RecordAddresses.read(answers, each);
      }
      values.addTo(out);
      return out.size() > 0;
    });
  }
}
