package org.eyas.fields.dns;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/** The fields of the names that the address at the other end of a connection got by answers. */
final class DomainFields {
  /** Never has a value. It notes the names in the messages of events. */
  static final String NOTED = "fd.domain.noted";

  private DomainFields() {}

  static FieldReader reader(String field, CurrentMessage current) {
    return switch (field) {
      case "fd.domain" -> text(current, each -> each.names().question(0));
      case "fd.domains" -> domains(current);
      case "fd.domain.source" -> text(current, ConnectionNames::source);
      case "fd.domain.age" -> number(current, each -> each.names().ageNanos(0, each.nanos()));
      case "fd.domain.count" -> number(current, each -> each.names().questionCount());
      case "fd.domain.unverified" -> (FieldReader.OfBytes) event -> {
        ConnectionNames names = current.connections(event);
        return names.findUnverified(event) == Presence.PRESENT ? names.names().question(0) : Text.ABSENT;
      };
      case NOTED -> noted(current);
      default -> throw new IllegalArgumentException("'" + field + "' is not a field of the names of connections");
    };
  }

  private static FieldReader noted(CurrentMessage current) {
    CurrentMessage naming = current.naming();
    return (FieldReader.OfNumber) (event, out) -> {
      naming.in(event);
      return Presence.ABSENT;
    };
  }

  private static FieldReader text(CurrentMessage current, Function<ConnectionNames, Bytes> value) {
    return (FieldReader.OfBytes) event -> {
      ConnectionNames names = current.connections(event);
      return switch (names.findVerified(event)) {
        case PRESENT -> value.apply(names);
        case PENDING -> Text.PENDING;
        case ABSENT -> Text.ABSENT;
      };
    };
  }

  private static FieldReader number(CurrentMessage current, ToLongFunction<ConnectionNames> value) {
    return (FieldReader.OfNumber) (event, out) -> {
      ConnectionNames names = current.connections(event);
      Presence presence = names.findVerified(event);
      return presence == Presence.PRESENT ? out.set(value.applyAsLong(names)) : presence;
    };
  }

  private static FieldReader domains(CurrentMessage current) {
    DomainLists lists = new DomainLists();
    return (FieldReader.OfManyBytes) (event, out) -> lists.read(current.connections(event), event, out);
  }

  /** Lists the names of an address: each question and its aliases, and the domains above them. */
  private static final class DomainLists {
    private final ValueList values = new ValueList();
    private final ByteView name = new ByteView();

    Presence read(ConnectionNames names, Event event, BytesList out) {
      Presence presence = names.findVerified(event);
      if (presence == Presence.PRESENT) {
        for (int i = 0; i < names.names().foundCount(); i++) {
          addAll(names.names().text(i), out);
        }
      }
      return presence;
    }

    private void addAll(Bytes text, BytesList out) {
      int from = 0;
      while (from <= text.length()) {
        int zero = text.indexOf(0, from);
        int to = zero < 0 ? text.length() : zero;
        values.addDomains(text.slice(from, to, name), out);
        from = to + 1;
      }
    }
  }
}
