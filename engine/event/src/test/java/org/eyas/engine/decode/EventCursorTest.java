package org.eyas.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class EventCursorTest {
  private final EventSchema schema = EventSchema.current();
  private final EventType openat = schema.type("SYSCALL_OPENAT_2_X");
  private final EventCursor cursor = new EventCursor(schema);

  private ByteBuffer event() {
    return ScapEventEncoder.encode(openat, 1_000, 42, -2, -100, "/dev/video0", 1, 0, null, 0xffff_ffff_ffff_fff0L);
  }

  @Test
  void readsHeaderAndParametersOfHeapMemory() {
    assertDecodes(event());
  }

  @Test
  void readsDirectMemoryThroughACopy() {
    ByteBuffer heap = event();
    ByteBuffer direct = ByteBuffer.allocateDirect(heap.limit()).order(ByteOrder.LITTLE_ENDIAN).put(heap).flip();
    assertDecodes(direct);
  }

  private void assertDecodes(ByteBuffer memory) {
    assertTrue(cursor.wrap(1, memory, 0, memory.limit()));
    assertSame(openat, cursor.type());
    assertEquals(1, cursor.cpu());
    assertEquals(1_000, cursor.timestampNanos());
    assertEquals(42, cursor.threadId());
    assertEquals(-2, cursor.number(0));
    assertEquals("/dev/video0", cursor.bytes(2).toString());
    assertEquals(1, cursor.number(3));
    assertFalse(cursor.has(5));
    assertEquals(0, cursor.number(5));
    assertEquals(0xffff_ffff_ffff_fff0L, cursor.number(6));
    assertSame(Text.ABSENT, cursor.bytes(7));
  }

  @Test
  void rejectsAnEventWhoseLengthsExceedIt() {
    ByteBuffer memory = event();
    memory.putShort(EventCursor.HEADER + 4, (short) 5_000);
    assertFalse(cursor.wrap(0, memory, 0, memory.limit()));
  }

  @Test
  void parametersThatTheTypeDoesNotHaveAreMissing() {
    ByteBuffer whole = event();
    byte[] more = new byte[whole.limit() + 5];
    whole.get(0, more, 0, EventCursor.HEADER + 14);
    ByteBuffer memory = ByteBuffer.wrap(more).order(ByteOrder.LITTLE_ENDIAN).putInt(22, 8);
    memory.putShort(EventCursor.HEADER + 14, (short) 3);
    memory.put(EventCursor.HEADER + 16, whole, EventCursor.HEADER + 14, whole.limit() - EventCursor.HEADER - 14);
    assertTrue(cursor.wrap(0, memory, 0, more.length));
    assertEquals(7, cursor.paramCount());
    assertSame(Text.ABSENT, cursor.bytes(7));
    assertEquals("/dev/video0", cursor.bytes(2).toString());
  }

  @Test
  void rejectsEventsThatExceedTheMemoryAndImpossibleProcessors() {
    ByteBuffer memory = event();
    assertFalse(cursor.wrap(0, memory, memory.limit() - 4, 400));
    assertFalse(cursor.wrap(0, memory, 0, memory.limit() + 1));
    assertFalse(cursor.wrap(-1, memory, 0, memory.limit()));
    assertFalse(cursor.wrap(1 << 30, memory, 0, memory.limit()));
  }

  @Test
  void neverThrowsOnRandomOrTruncatedBytes() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] bytes = event().array();
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      for (int k = random.nextInt(1, 6); k > 0; k--) {
        damaged[random.nextInt(16, damaged.length)] = (byte) random.nextInt();
      }
      ByteBuffer memory = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
      int length = random.nextInt(EventCursor.HEADER, damaged.length + 1);
      if (cursor.wrap(0, memory, 0, length)) {
        for (int p = 0; p < cursor.paramCount(); p++) {
          assertTrue(cursor.bytes(p).length() <= length, "seed " + seed);
          cursor.number(p);
        }
      }
    }
  }
}
