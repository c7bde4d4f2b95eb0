package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleRingTest {
  private static final int CPU = 3;

  @TempDir private Path folder;
  private FakeDevice device;
  private ModuleRing ring;

  @BeforeEach
  void open() {
    device = new FakeDevice(folder.resolve("device"), 0, 0);
    ring = new ModuleRing(CPU, device.info(), device.data(FakeDevice.SIZE));
  }

  @AfterEach
  void close() {
    ring.close();
  }

  private static ByteBuffer event(long nanos, int length) {
    ByteBuffer event = FakeEvents.of(1, nanos, 7, new byte[length - FakeEvents.HEADER - 2]);
    for (int i = FakeEvents.HEADER + 2; i < length; i++) {
      event.put(i, (byte) (nanos + i));
    }
    return event;
  }

  private void assertHead(long nanos, int length) {
    assertTrue(ring.hasNext());
    assertEquals(nanos, ring.timestampNanos());
    assertEquals(length, ring.length());
    assertEquals(CPU, ring.cpu());
    for (int i = FakeEvents.HEADER + 2; i < length; i++) {
      assertEquals((byte) (nanos + i), ring.memory().get(ring.offset() + i), "byte " + i);
    }
  }

  @Test
  void anEventIsThereOnceTheHeadHasMovedAndIsLookedFor() {
    ring.refresh();
    assertFalse(ring.hasNext());
    device.write(event(1, 41));
    assertFalse(ring.hasNext());
    ring.refresh();
    assertHead(1, 41);
    assertFalse(ring.isBeingWritten());
  }

  @Test
  void theModuleGetsItsMemoryBackOnlyOnRelease() {
    device.write(event(1, 41));
    ring.refresh();
    ring.advance();
    assertFalse(ring.hasNext());
    assertEquals(0, device.tail());
    ring.release(ring.position());
    assertEquals(41, device.tail());
  }

  @Test
  void eventsOfAnyLengthAreWholeWhileTheRingIsFilledManyTimes() {
    Random random = new Random(5);
    long nanos = 0;
    for (int batch = 0; batch < 400; batch++) {
      int[] lengths = random.ints(1 + random.nextInt(40), 30, 3_000).toArray();
      for (int i = 0; i < lengths.length; i++) {
        device.write(event(nanos + i, lengths[i]));
      }
      ring.refresh();
      for (int length : lengths) {
        assertHead(nanos++, length);
        ring.advance();
      }
      assertFalse(ring.hasNext());
      ring.release(ring.position());
    }
  }

  @Test
  void anEventCanEndExactlyAtTheEndOfTheRing() {
    int length = 1 << 12;
    for (int i = 0; i < 3 * FakeDevice.SIZE / length; i++) {
      device.write(event(i, length));
      ring.refresh();
      assertHead(i, length);
      ring.advance();
      ring.release(ring.position());
      assertTrue(device.tail() < FakeDevice.SIZE, "a tail beyond the ring would stop the module");
    }
  }

  @Test
  void aReaderThatComesLaterBeginsAtTheTail() {
    device.write(event(1, 50));
    device.write(event(2, 60));
    ring.refresh();
    ring.advance();
    ring.release(ring.position());
    ModuleRing next = new ModuleRing(CPU, device.info(), device.data(FakeDevice.SIZE));
    next.refresh();
    assertEquals(2, next.timestampNanos());
    next.close();
  }
}
