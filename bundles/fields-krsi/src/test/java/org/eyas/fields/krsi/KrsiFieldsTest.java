package org.eyas.fields.krsi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

class KrsiFieldsTest extends FieldProviderContract {
  private static final EventType OPENAT =
      type(307, "openat", EventType.Direction.EXIT, "fd", "dirfd", "name", "flags", "mode", "dev", "ino");
  private static final EventType OPENAT_BEGINS = type(306, "openat", EventType.Direction.ENTER, "dirfd", "name", "flags", "mode");
  private static final EventType CONNECT = type(23, "connect", EventType.Direction.EXIT, "res", "tuple", "fd", "addr");
  private static final EventType LINKAT =
      type(311, "linkat", EventType.Direction.EXIT, "res", "olddir", "oldpath", "newdir", "newpath", "flags");
  private static final EventType MMAP = type(400, "mmap", EventType.Direction.EXIT, "res", "flags");
  private static final long DIRECT = 0x40000000;

  private static EventType type(int code, String name, EventType.Direction direction, String... params) {
    List<ParamDefinition> definitions = Arrays.stream(params).map(KrsiFieldsTest::param).toList();
    return new EventType(code, name + code, name, direction, "file", Set.of("syscall"), Set.of(), definitions);
  }

  private static ParamDefinition param(String name) {
    boolean text = Set.of("name", "oldpath", "newpath", "tuple", "addr").contains(name);
    return new ParamDefinition(name, text ? ValueType.CHARBUF : ValueType.INT64, ParamDefinition.Format.NA, "");
  }

  private static FakeEvent open(long fd) {
    return FakeEvent.of(OPENAT, fd, -100, "x", 1, 0640, 7, 12).about(FakeFd.of(fd, FdType.FILE, "/etc/x"));
  }

  private static FakeEvent connect() {
    return FakeEvent.of(CONNECT, -115, "", 5, "").about(FakeFd.tcp(5, "10.0.0.1", 4000, "10.0.0.2", 80));
  }

  @Override
  protected FieldProvider provider() {
    return new KrsiFields();
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(
        open(3), open(DIRECT + 2), open(-2), connect(), FakeEvent.of(CONNECT), FakeEvent.of(OPENAT_BEGINS, -100, "x", 1, 0),
        FakeEvent.of(LINKAT, 0, 4, "a", 5, "b", 0), FakeEvent.of(anyType(), 1));
  }

  private String read(String name, FakeEvent event) {
    FieldProvider provider = provider();
    FieldDefinition field =
        provider.classes().getFirst().fields().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    NumberCell cell = new NumberCell();
    return switch (provider.reader(field, null)) {
      case FieldReader.OfNumber number -> number.read(event, cell) == Presence.PRESENT ? String.valueOf(cell.value) : "none";
      case FieldReader.OfBytes bytes -> text(bytes.read(event));
      default -> throw new AssertionError(name);
    };
  }

  private static String text(Bytes value) {
    return value.isPresent() ? value.toString() : "none";
  }

  private void assertValues(FakeEvent event, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      assertEquals(namesAndValues[i + 1], read("krsi." + namesAndValues[i], event), namesAndValues[i]);
    }
  }

  @Test
  void anOpenHasItsFile() {
    assertValues(
        open(3), "name", "/etc/x", "fd", "3", "file_index", "none", "flags", "1", "mode", "416", "dev", "7", "ino", "12",
        "res", "none", "iou_ret", "none", "cport", "none");
  }

  @Test
  void aDescriptorOfARingHasItsPlaceInIt() {
    assertValues(open(DIRECT + (5 << 20) + 2), "fd", "none", "file_index", "2");
    assertValues(open(0x7fffffff), "fd", "none", "file_index", "none");
  }

  @Test
  void aFailedOpenHasNoDescriptor() {
    assertValues(open(-2).about(FakeFd.unknown(-1)), "name", "none", "fd", "none", "file_index", "none", "flags", "1");
  }

  @Test
  void aConnectionHasBothEnds() {
    assertValues(connect(), "res", "-115", "fd", "5", "cport", "4000", "sport", "80", "domain", "none", "flags", "none");
    assertEquals(FakeFd.address("10.0.0.1").toString(), read("krsi.cip", connect()));
    assertEquals(FakeFd.address("10.0.0.2").toString(), read("krsi.sip", connect()));
  }

  @Test
  void aLinkHasBothNames() {
    assertValues(
        FakeEvent.of(LINKAT, -17, 4, "a", -100, "b", 0x400), "res", "-17", "olddirfd", "4", "oldpath", "a", "newdirfd", "-100",
        "newpath", "b", "flags", "1024", "path", "none");
  }

  @Test
  void otherEventsHaveNoValues() {
    assertValues(FakeEvent.of(MMAP, 1, 2), "flags", "none", "res", "none");
    assertValues(FakeEvent.of(OPENAT_BEGINS, -100, "x", 1, 0), "flags", "none", "mode", "none");
  }
}
