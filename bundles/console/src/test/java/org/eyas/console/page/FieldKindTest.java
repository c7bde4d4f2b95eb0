package org.eyas.console.page;

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

class FieldKindTest {
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

  private static FieldKind kind(String name, ValueType type) {
    return FieldKind.of(name, catalog(Map.of(name, type)));
  }

  @Test
  void timesAndDurationsAreKnownThoughFalcoMixesTheirTypes() {
    assertEquals(FieldKind.TIME, kind("evt.rawtime", ValueType.ABSTIME));
    assertEquals(FieldKind.TIME, kind("proc.pid.ts", ValueType.RELTIME));
    assertEquals(FieldKind.TIME, kind("proc.pidns_init_start_ts", ValueType.UINT64));
    assertEquals(FieldKind.TIME, kind("evt.time", ValueType.CHARBUF));
    assertEquals(FieldKind.DURATION, kind("proc.duration", ValueType.RELTIME));
    assertEquals(FieldKind.DURATION, kind("proc.exe_ino.ctime_duration_proc_start", ValueType.ABSTIME));
  }

  @Test
  void partsOfTimesAndOtherNumbersStayAsTheyAre() {
    assertEquals(FieldKind.PLAIN, kind("evt.rawtime.s", ValueType.ABSTIME));
    assertEquals(FieldKind.PLAIN, kind("evt.reltime.ns", ValueType.RELTIME));
    assertEquals(FieldKind.PLAIN, kind("proc.pid", ValueType.INT64));
    assertEquals(FieldKind.PLAIN, FieldKind.of("evt.rawtime", List.of()));
  }

  @Test
  void aTimeIsAMoment() {
    FieldValue value = FieldValue.of(NANOS, FieldKind.TIME);
    assertEquals("2026-01-01T00:00:00.123Z", Objects.requireNonNull(value.moment()).iso());
    for (String unknown : List.of("0", "10:11:12.123456789", "", "18446744073709551615")) {
      assertNull(FieldValue.of(unknown, FieldKind.TIME).moment(), unknown);
    }
  }

  @Test
  void aDurationHasUnitsForPeopleAndItsNanoseconds() {
    assertEquals(new FieldValue("1.5\u202fms", null, "1500000 ns"), FieldValue.of("1500000", FieldKind.DURATION));
    assertEquals("3\u202fh", FieldValue.of("10800000000000", FieldKind.DURATION).text());
    assertEquals("119.0\u202fs", FieldValue.of("119000000000", FieldKind.DURATION).text());
    assertEquals(new FieldValue("1500000", null, ""), FieldValue.of("1500000", FieldKind.PLAIN));
  }
}
