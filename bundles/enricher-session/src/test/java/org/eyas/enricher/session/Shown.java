package org.eyas.enricher.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;

/** The values of session fields, as texts. */
final class Shown {
  static final String ABSENT = "<NA>";
  static final String PENDING = "pending";
  private static final SessionFields FIELDS = new SessionFields();
  private static final EventType TYPE =
      new EventType(1, "TEST_X", "test", EventType.Direction.EXIT, "file", Set.of("syscall"), Set.of(), List.of());

  private Shown() {}

  static FakeEvent event(FakeProcess process) {
    FakeEvent event = FakeEvent.of(TYPE).by(process);
    event.accounts = new FakeAccounts().user(0, "root").user(Host.ALICE, "alice").user(Host.BOB, "bob");
    return event;
  }

  /** @param name the name of the field, without "session." */
  static String of(FakeProcess process, String name) {
    FieldDefinition field =
        FIELDS.classes().getFirst().fields().stream().filter(each -> each.name().equals("session." + name)).findFirst()
            .orElseThrow();
    return switch (FIELDS.reader(field, null)) {
      case FieldReader.OfBytes bytes -> text(field, bytes.read(event(process)));
      case FieldReader.OfNumber number -> {
        NumberCell cell = new NumberCell();
        yield switch (number.read(event(process), cell)) {
          case PRESENT -> Long.toString(cell.value);
          case ABSENT -> ABSENT;
          case PENDING -> PENDING;
        };
      }
      default -> throw new IllegalStateException(name);
    };
  }

  private static String text(FieldDefinition field, Bytes value) {
    if (!value.isPresent()) {
      return value == Text.PENDING ? PENDING : ABSENT;
    }
    try {
      return field.type() == ValueType.CHARBUF
          ? value.toString()
          : InetAddress.getByAddress(value.toArray()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("not an address: " + value, e);
    }
  }
}
