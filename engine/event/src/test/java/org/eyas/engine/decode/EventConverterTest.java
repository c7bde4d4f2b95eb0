package org.eyas.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.common.TsvTable;
import org.eyas.engine.decode.EventConverter.Outcome;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class EventConverterTest {
  private final EventSchema schema = EventSchema.current();
  private final EventConverter converter = new EventConverter(schema);
  private final EventCursor cursor = new EventCursor(schema);

  private Outcome convert(String type, Object... values) {
    ByteBuffer event = ScapEventEncoder.encode(schema.type(type), 7, 42, values);
    assertTrue(cursor.wrap(3, event, 0, event.limit()));
    return converter.convert(cursor);
  }

  @Test
  void anEventThatIsCurrentStaysWhereItIs() {
    ByteBuffer event = ScapEventEncoder.encode(schema.type("SYSCALL_CLOSE_X"), 7, 42, 0, 5);
    cursor.wrap(0, event, 0, event.limit());
    byte[] before = cursor.whole().toArray();
    assertEquals(Outcome.CURRENT, converter.convert(cursor));
    assertEquals(2, cursor.paramCount());
    assertEquals(before.length, cursor.whole().length());
  }

  @Test
  void anExitEventTakesItsParametersFromTheEnterEventOfItsThread() {
    assertEquals(Outcome.DROPPED, convert("SYSCALL_OPENAT_E", -100, "cam", 1, 0));
    assertEquals(Outcome.CURRENT, convert("SYSCALL_OPENAT_X", 5));
    assertEquals("SYSCALL_OPENAT_2_X", cursor.type().id());
    assertEquals(7, cursor.paramCount());
    assertEquals(5, cursor.number(0));
    assertEquals(-100, cursor.number(1));
    assertEquals("cam", cursor.bytes(2).toString());
    assertFalse(cursor.has(6));
    assertEquals(7, cursor.timestampNanos());
    assertEquals(42, cursor.threadId());
    assertEquals(3, cursor.cpu());
  }

  @Test
  void anOldEventIsNotConvertedIfItIsOrBecomesLongerThanTheLongest() {
    int header = EventCursor.HEADER;
    assertEquals(Outcome.CURRENT, convert("GENERIC_X", new byte[65_536 - header - 2 * 2]));
    assertEquals(65_536, cursor.length());
    assertEquals(Outcome.GROWS_TOO_LONG, convert("GENERIC_X", new byte[65_536 - header - 2]));
    assertEquals(Outcome.DROPPED, convert("GENERIC_E", new byte[32_753], new byte[32_753]));
    assertEquals(Outcome.TOO_LONG, convert("GENERIC_E", new byte[32_785], new byte[32_785]));
  }

  @Test
  void aCurrentEventMayBeLonger() {
    assertEquals(Outcome.CURRENT, convert("PLUGINEVENT_E", 1, new byte[100_000]));
  }

  @Test
  void anEnterEventIsUsedOnce() {
    convert("SYSCALL_CLOSE_E", 5);
    convert("SYSCALL_CLOSE_X", 0);
    assertEquals(5, cursor.number(1));
    convert("SYSCALL_CLOSE_X", 0);
    assertTrue(cursor.has(1), "without an enter event, the value is the type's default");
    assertEquals(0, cursor.number(1));
  }

  @Test
  void theEnterEventOfAnotherCallIsNotTaken() {
    convert("SYSCALL_OPENAT_E", -100, "cam", 1, 0);
    convert("SYSCALL_CLOSE_X", 0);
    assertEquals(0, cursor.number(1));
  }

  @Test
  void theOldestExecveIsConvertedThroughEveryVersionToTheNewest() {
    assertEquals(
        Outcome.CURRENT,
        convert("SYSCALL_EXECVE_8_X", 0, "sh", "-c\0id\0".getBytes(), 42, 42, 1, "/root", 1024));
    assertEquals("SYSCALL_EXECVE_19_X", cursor.type().id());
    assertEquals(31, cursor.paramCount());
    assertEquals("sh", cursor.bytes(1).toString());
    assertEquals(1, cursor.number(5));
    assertEquals(1024, cursor.number(7));
    assertFalse(cursor.has(27));
  }

  @Test
  void connectEntersAreKeptAndDelivered() {
    assertEquals(Outcome.CURRENT, convert("SOCKET_CONNECT_E", 9, new byte[] {1, 47, 0}));
    assertEquals(Outcome.CURRENT, convert("SOCKET_CONNECT_X", 0, new byte[0]));
    assertEquals(4, cursor.paramCount());
    assertEquals(9, cursor.number(2));
    assertFalse(cursor.has(3), "the enter event is gone after the first row that used it, as in Falco");
  }

  @Test
  void containerEventsBecomeJson() {
    assertEquals(Outcome.CURRENT, convert("CONTAINER_E", "abc", 1, "web", "nginx"));
    assertEquals("CONTAINER_JSON_2_E", cursor.type().id());
    assertEquals("{\"id\":\"abc\",\"type\":1,\"name\":\"web\",\"image\":\"nginx\"}", cursor.bytes(0).toString());
  }

  @Test
  void enterEventsOutsideTheTableAreDroppedAndUnknownLayoutsAreReported() {
    assertEquals(Outcome.DROPPED, convert("SYSCALL_CLONE_11_E"));
    assertEquals(Outcome.UNKNOWN, convert("SYSCALL_OPEN_X", 5, "x"));
  }

  @Test
  void ignoresParametersThatNewerProgramsAdded() {
    ByteBuffer event = ByteBuffer.allocate(26 + 6 + 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    event.putLong(7).putLong(42).putInt(event.capacity());
    event.putShort((short) schema.type("SYSCALL_CLOSE_X").code()).putInt(3);
    event.putShort((short) 8).putShort((short) 8).putShort((short) 0).putLong(0).putLong(5);
    assertTrue(cursor.wrap(0, event, 0, event.capacity()));
    assertEquals(Outcome.CURRENT, converter.convert(cursor));
    assertEquals(5, cursor.number(1));
  }

  @Test
  void execveEnterEventsWithoutParametersGetTheCodeOfTheNewestVersion() {
    assertEquals(Outcome.CURRENT, convert("SYSCALL_EXECVE_8_E"));
    assertEquals("SYSCALL_EXECVE_19_E", cursor.type().id());
    assertFalse(cursor.has(0));
  }

  @Test
  void withoutEnterEventParametersAreDefaultOrEmptyAccordingToTheTable() {
    assertEquals(Outcome.CURRENT, convert("SYSCALL_LINK_X", -2));
    assertFalse(cursor.has(1));
    assertEquals(Outcome.CURRENT, convert("SYSCALL_READ_X", 3, new byte[] {1, 2, 3}));
    assertEquals(8, cursor.size(2));
    assertEquals(0, cursor.number(2));
    assertEquals(3, cursor.size(1));
  }

  @Test
  void pairsOfEnterAndExitEventsAllocateNothing() {
    ByteBuffer enter = ScapEventEncoder.encode(schema.type("SYSCALL_READ_E"), 7, 42, 3, 512);
    ByteBuffer exit = ScapEventEncoder.encode(schema.type("SYSCALL_READ_X"), 8, 42, 4, new byte[] {1, 2, 3, 4});
    pairs(enter, exit, 20_000);
    var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    pairs(enter, exit, 100_000);
    long perEvent = (threads.getCurrentThreadAllocatedBytes() - before) / 200_000;
    assertEquals(0, perEvent, "bytes per event");
  }

  private void pairs(ByteBuffer enter, ByteBuffer exit, int count) {
    for (int i = 0; i < count; i++) {
      cursor.wrap(0, enter, 0, enter.limit());
      Outcome kept = converter.convert(cursor);
      cursor.wrap(0, exit, 0, exit.limit());
      if (kept != Outcome.DROPPED || converter.convert(cursor) != Outcome.CURRENT || cursor.number(2) != 3) {
        throw new AssertionError("pair " + i);
      }
    }
  }

  /** Whichever row first applies to an exit event, the result is a current type with all of its parameters. */
  @Test
  void everyRowOfTheTableLeadsToACurrentEvent() {
    for (String[] row : TsvTable.rows(EventSchema.class, "conversions.tsv")) {
      EventType type = schema.type(row[0]);
      if (type.direction() == Direction.ENTER) {
        continue;
      }
      assertEquals(Outcome.CURRENT, convert(row[0], new Object[Integer.parseInt(row[1])]), row[0]);
      assertFalse(cursor.type().is(EventFlag.OLD_VERSION), row[0]);
      assertEquals(cursor.type().params().size(), cursor.paramCount(), row[0]);
    }
  }
}
