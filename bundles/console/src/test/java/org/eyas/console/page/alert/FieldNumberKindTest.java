package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.junit.jupiter.api.Test;

class FieldNumberKindTest {
  private static final String NANOS = "1767225600123456789";

  private static List<FieldClass> catalog(Map<String, ValueType> fields) {
    return List.of(
        new FieldClass("some", "", "",
            fields.entrySet().stream().map(field -> field(field.getKey(), field.getValue())).toList()));
  }

  private static FieldDefinition field(String name, ValueType type) {
    return new FieldDefinition(
        name, type, FieldDefinition.Shape.ONE, FieldDefinition.Argument.NONE, Format.DEC, Set.of(), "Something.");
  }

  private static FieldNumberKind kind(String name, ValueType type) {
    return FieldNumberKind.of(name, catalog(Map.of(name, type)));
  }

  @Test
  void timesAndDurationsAreKnownThoughFalcoMixesTheirTypes() {
    assertEquals(FieldNumberKind.TIME, kind("evt.rawtime", ValueType.ABSTIME));
    assertEquals(FieldNumberKind.TIME, kind("proc.pid.ts", ValueType.RELTIME));
    assertEquals(FieldNumberKind.TIME, kind("proc.pidns_init_start_ts", ValueType.UINT64));
    assertEquals(FieldNumberKind.TIME, kind("evt.time", ValueType.CHARBUF));
    assertEquals(FieldNumberKind.DURATION, kind("proc.duration", ValueType.RELTIME));
    assertEquals(FieldNumberKind.DURATION, kind("proc.exe_ino.ctime_duration_proc_start", ValueType.ABSTIME));
  }

  @Test
  void partsOfTimesAndOtherNumbersStayAsTheyAre() {
    assertEquals(FieldNumberKind.PLAIN, kind("evt.rawtime.s", ValueType.ABSTIME));
    assertEquals(FieldNumberKind.PLAIN, kind("evt.reltime.ns", ValueType.RELTIME));
    assertEquals(FieldNumberKind.PLAIN, kind("proc.pid", ValueType.INT64));
    assertEquals(FieldNumberKind.PLAIN, FieldNumberKind.of("evt.rawtime", List.of()));
  }

  @Test
  void aTimeIsAMoment() {
    AlertFieldValue value = AlertFieldValue.of(NANOS, FieldNumberKind.TIME);
    assertEquals("2026-01-01T00:00:00.123Z", Objects.requireNonNull(value.moment()).iso());
    for (String unknown : List.of("0", "10:11:12.123456789", "", "18446744073709551615")) {
      assertNull(AlertFieldValue.of(unknown, FieldNumberKind.TIME).moment(), unknown);
    }
  }

  @Test
  void aDurationHasUnitsForPeopleAndItsNanoseconds() {
    assertEquals(new AlertFieldValue("1.5\u202fms", null, "1500000 ns"), AlertFieldValue.of("1500000", FieldNumberKind.DURATION));
    assertEquals("3\u202fh", AlertFieldValue.of("10800000000000", FieldNumberKind.DURATION).text());
    assertEquals("119.0\u202fs", AlertFieldValue.of("119000000000", FieldNumberKind.DURATION).text());
    assertEquals(new AlertFieldValue("1500000", null, ""), AlertFieldValue.of("1500000", FieldNumberKind.PLAIN));
  }
}
