package org.eyas.fields.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.dns.PublicSuffixes;
import org.eyas.dns.RecordTypes;

/** The fields of the question of a message. */
final class QuestionFields {
  private QuestionFields() {}

  static List<DnsField> all() {
    List<DnsField> fields = new ArrayList<>();
    fields.add(DnsField.text("dns.question.name",
        "The name that is asked for, in lower case and without a final dot.", EventMessage::name));
    fields.add(DnsField.madeText("dns.question.type", "The type of the records that are asked for: A, AAAA, TXT.", (m, text) -> {
      if (m.message().hasQuestion()) {
        RecordTypes.appendType(m.message().questionType(), text);
      }
      return m.message().hasQuestion();
    }));
    fields.add(DnsField.madeText("dns.question.class", "The class of the question, nearly always IN.", (m, text) -> {
      if (m.message().hasQuestion()) {
        RecordTypes.appendClass(m.message().questionClass(), text);
      }
      return m.message().hasQuestion();
    }));
    fields.add(DnsField.several("dns.question.domains", ValueType.CHARBUF, Shape.LIST,
        "The name and each domain above it: www.example.com, example.com, com.", values -> (m, out) -> {
          Bytes name = m.name();
          values.addDomains(name, out);
          return name.isPresent();
        }));
    addParts(fields);
    fields.add(DnsField.number("dns.question.length", ValueType.UINT32, "The number of characters of the name.",
        m -> m.name().isPresent() ? m.name().length() : -1));
    fields.add(DnsField.number("dns.question.labels", ValueType.UINT32, "The number of labels of the name.",
        m -> m.name().isPresent() ? labels(m.name()) : -1));
    fields.add(DnsField.ofReaders("dns.question.entropy", ValueType.UINT32,
        "The entropy of the characters of dns.question.subdomain, in hundredths of a bit per character.",
        QuestionFields::entropy));
    return fields;
  }

  // The list of public suffixes is read when a rule first names such a field, on the thread that compiles rules.
  private static void addParts(List<DnsField> fields) {
    fields.add(part("dns.question.registered_domain",
        "The domain that somebody registered: example.co.uk of www.example.co.uk.", (name, suffixes, out) -> {
          int from = suffixes.registeredFrom(name);
          return from < 0 ? Text.ABSENT : name.slice(from, name.length(), out);
        }));
    fields.add(part("dns.question.subdomain",
        "The part of the name before the registered domain: www of www.example.co.uk.", (name, suffixes, out) -> {
          int from = suffixes.registeredFrom(name);
          return from <= 0 ? Text.ABSENT : name.slice(0, from - 1, out);
        }));
    fields.add(part("dns.question.top_level_domain",
        "The public suffix of the name, below which domains are registered: co.uk of www.example.co.uk.",
        (name, suffixes, out) -> {
          int from = suffixes.suffixFrom(name);
          return from == name.length() ? Text.ABSENT : name.slice(from, name.length(), out);
        }));
  }

  private interface NamePart {
    Bytes of(Bytes name, PublicSuffixes suffixes, ByteView out);
  }

  private static DnsField part(String name, String description, NamePart part) {
    Function<CurrentMessage, FieldReader> readers = current -> {
      PublicSuffixes suffixes = PublicSuffixes.shipped();
      ByteView view = new ByteView();
      return (FieldReader.OfBytes) event -> {
        EventMessage message = current.in(event);
        Bytes question = message == null ? Text.ABSENT : message.name();
        return question.isPresent() ? part.of(question, suffixes, view) : Text.ABSENT;
      };
    };
    return DnsField.ofReaders(name, ValueType.CHARBUF, description, readers);
  }

  private static FieldReader entropy(CurrentMessage current) {
    PublicSuffixes suffixes = PublicSuffixes.shipped();
    NameEntropy entropy = new NameEntropy();
    return (FieldReader.OfNumber) (event, out) -> {
      EventMessage message = current.in(event);
      int to = message == null ? -1 : message.registeredFrom(suffixes);
      return to <= 0 || message == null
          ? Presence.ABSENT
          : out.set(entropy.hundredths(message.name(), to));
    };
  }

  private static int labels(Bytes name) {
    if (name.length() == 1 && name.at(0) == '.') {
      return 0;
    }
    int labels = 1;
    for (int dot = name.indexOf('.', 0); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      labels++;
    }
    return labels;
  }
}
