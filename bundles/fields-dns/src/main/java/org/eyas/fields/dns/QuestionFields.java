package org.eyas.fields.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldReader;
import org.eyas.common.ByteEntropy;
import org.eyas.dns.PublicSuffixes;
import org.eyas.dns.RecordTypes;

/** The fields of the question of a message. */
final class QuestionFields {
  private interface NamePart {
    Bytes of(Bytes name, PublicSuffixes suffixes, ByteView out);
  }

  private QuestionFields() {}

  static FieldReader reader(String field, CurrentMessage current) {
    return switch (field) {
      case "dns.question.name" -> MessageReaders.text(current, EventMessage::name);
      case "dns.question.type" -> MessageReaders.madeText(current, QuestionFields::appendType);
      case "dns.question.class" -> MessageReaders.madeText(current, QuestionFields::appendClass);
      case "dns.question.domains" -> domains(current);
      case "dns.question.registered_domain" -> part(current, QuestionFields::registered);
      case "dns.question.subdomain" -> part(current, QuestionFields::subdomain);
      case "dns.question.top_level_domain" -> part(current, QuestionFields::suffix);
      case "dns.question.length" -> MessageReaders.number(current, m -> m.name().isPresent() ? m.name().length() : -1);
      case "dns.question.labels" -> MessageReaders.number(current, m -> m.name().isPresent() ? labels(m.name()) : -1);
      case "dns.question.entropy" -> entropy(current);
      default -> throw new IllegalArgumentException("'" + field + "' is not a field of DNS questions");
    };
  }

  private static boolean appendType(EventMessage message, ByteBuilder text) {
    boolean asks = message.message().hasQuestion();
    if (asks) {
      RecordTypes.appendType(message.message().questionType(), text);
    }
    return asks;
  }

  private static boolean appendClass(EventMessage message, ByteBuilder text) {
    boolean asks = message.message().hasQuestion();
    if (asks) {
      RecordTypes.appendClass(message.message().questionClass(), text);
    }
    return asks;
  }

  private static FieldReader domains(CurrentMessage current) {
    ValueList values = new ValueList();
    return MessageReaders.several(current, (message, out) -> {
      Bytes name = message.name();
      values.addDomains(name, out);
      return name.isPresent();
    });
  }

  // The list of public suffixes is read when a rule first names such a field, on the thread that compiles rules.
  private static FieldReader part(CurrentMessage current, NamePart part) {
    PublicSuffixes suffixes = PublicSuffixes.shipped();
    ByteView view = new ByteView();
    return MessageReaders.text(current, message -> {
      Bytes name = message.name();
      return name.isPresent() ? part.of(name, suffixes, view) : Text.ABSENT;
    });
  }

  private static Bytes registered(Bytes name, PublicSuffixes suffixes, ByteView out) {
    int from = suffixes.registeredFrom(name);
    return from < 0 ? Text.ABSENT : name.slice(from, name.length(), out);
  }

  private static Bytes subdomain(Bytes name, PublicSuffixes suffixes, ByteView out) {
    int from = suffixes.registeredFrom(name);
    return from <= 0 ? Text.ABSENT : name.slice(0, from - 1, out);
  }

  private static Bytes suffix(Bytes name, PublicSuffixes suffixes, ByteView out) {
    int from = suffixes.suffixFrom(name);
    return from == name.length() ? Text.ABSENT : name.slice(from, name.length(), out);
  }

  private static FieldReader entropy(CurrentMessage current) {
    PublicSuffixes suffixes = PublicSuffixes.shipped();
    ByteEntropy entropy = new ByteEntropy();
    return MessageReaders.number(current, message -> {
      int to = message.registeredFrom(suffixes);
      return to <= 0 ? -1 : entropyBefore(message.name(), to, entropy);
    });
  }

  private static long entropyBefore(Bytes name, int end, ByteEntropy entropy) {
    entropy.clear();
    for (int i = 0; i < end; i++) {
      if (name.at(i) != '.') {
        entropy.add(name.at(i));
      }
    }
    return entropy.hundredths();
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
