package org.eyas.fields.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.junit.jupiter.api.Test;

class SyslogFieldsTest {
  private final SyslogFields fields = new SyslogFields();

  private FieldReader reader(String name) {
    FieldDefinition field =
        fields.classes().getFirst().fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    return fields.reader(field, null);
  }

  private Bytes text(String name, Event event) {
    return ((FieldReader.OfBytes) reader(name)).read(event);
  }

  private long number(String name, Event event) {
    NumberCell cell = new NumberCell();
    return ((FieldReader.OfNumber) reader(name)).read(event, cell) == Presence.PRESENT ? cell.value : -1;
  }

  private static Event sendto(String data, String descriptor, long result) {
    return event(EnumSet.of(EventFlag.WRITES_TO_FD), data, descriptor, result);
  }

  private static Event event(Set<EventFlag> flags, String data, String descriptor, long result) {
    EventType type = TestType.with(flags);
    return FakeEvent.of(type, result, data.getBytes(), 5).about(FakeFd.of(5, FdType.UNIX, descriptor));
  }

  private static final class TestType {
    static EventType with(Set<EventFlag> flags) {
      return new EventType(
          33,
          "SOCKET_SENDTO_X",
          "sendto",
          EventType.Direction.EXIT,
          "io_write",
          Set.of("syscall"),
          flags,
          List.of(param("res", ValueType.ERRNO), param("data", ValueType.BYTEBUF), param("fd", ValueType.FD)));
    }

    private static ParamDefinition param(String name, ValueType type) {
      return new ParamDefinition(name, type, ParamDefinition.Format.NA, "");
    }
  }

  @Test
  void aMessageToTheDaemonIsTakenApart() {
    Event event = sendto("<85>sudo: ann : command not allowed", "ffff->eeee /dev/log", 35);
    assertEquals("authpriv", text("syslog.facility.str", event).toString());
    assertEquals(10, number("syslog.facility", event));
    assertEquals("notice", text("syslog.severity.str", event).toString());
    assertEquals(5, number("syslog.severity", event));
    assertEquals("sudo: ann : command not allowed", text("syslog.message", event).toString());
  }

  @Test
  void anUnknownFacilityHasNoName() {
    Event event = sendto("<999>x", "/dev/log", 6);
    assertEquals("<NA>", text("syslog.facility.str", event).toString());
    assertEquals(124, number("syslog.facility", event));
  }

  @Test
  void whatGoesElsewhereOrFailedOrIsReadOrHasNoPriorityIsAbsent() {
    for (Event event : List.of(
        sendto("<85>x", "/run/other", 5),
        sendto("<85>x", "/dev/log", -11),
        sendto("x", "/dev/log", 1),
        event(EnumSet.of(EventFlag.READS_FROM_FD), "<85>x", "/dev/log", 5),
        FakeEvent.of(TestType.with(EnumSet.of(EventFlag.WRITES_TO_FD)), 5, "<85>x".getBytes(), 5))) {
      assertSame(Text.ABSENT, text("syslog.message", event));
      assertSame(Text.ABSENT, text("syslog.severity.str", event));
      assertEquals(-1, number("syslog.facility", event));
    }
  }
}
