package org.eyas.driver.kmod;

import static org.eyas.driver.kmod.FakeEvents.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnEventFilterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int CLONE = 223;
  private static final int EXIT = 186;
  private static final int CALL = 307;

  @TempDir private Path proc;
  private final List<Long> passed = new ArrayList<>();
  private OwnEventFilter others;

  @BeforeEach
  void processWithTwoThreads() throws IOException {
    Files.createDirectories(proc.resolve("100/task/100"));
    Files.createDirectories(proc.resolve("100/task/101"));
    Files.createSymbolicLink(proc.resolve("self"), Path.of("100"));
    others = new OwnEventFilter(proc, OptionalLong.of(100));
    at(System.nanoTime());
  }

  private void at(long nanos) {
    others.setReceiver((cpu, memory, offset, length) -> passed.add(memory.getLong(offset + 8)), nanos);
  }

  private void event(int type, long tid, byte[]... params) {
    ByteBuffer event = FakeEvents.of(type, 1, tid, params);
    others.onEvent(0, event, 0, event.limit());
  }

  private void clone(long tid, long result, long process) {
    event(CLONE, tid, number(result), "java\0".getBytes(), new byte[0], number(tid), number(process), number(1));
  }

  @Test
  void eventsOfThisProcessArePassedOver() {
    event(CALL, 100);
    event(CALL, 7);
    event(CALL, 101);
    event(CALL, 8);
    assertEquals(List.of(7L, 8L), passed);
    assertEquals(2, others.passed());
  }

  @Test
  void withoutTheIdOfThisProcessAllEventsArePassedOn() {
    others = new OwnEventFilter(proc, OptionalLong.empty());
    at(System.nanoTime() + 2 * SECOND);
    clone(102, 0, 1);
    event(CALL, 100);
    event(CALL, 1);
    assertEquals(List.of(102L, 100L, 1L), passed);
  }

  @Test
  void aNewThreadIsKnownByItsFirstEvent() {
    clone(102, 0, 100);
    event(CALL, 102);
    assertEquals(List.of(), passed);
  }

  @Test
  void aNewProcessIsAnother() {
    clone(100, 103, 100); // in the parent
    clone(103, 0, 103);
    event(CALL, 103);
    assertEquals(List.of(103L, 103L), passed);
  }

  @Test
  void theIdOfAnEndedThreadCanBelongToAnother() {
    event(EXIT, 101);
    event(CALL, 101);
    assertEquals(List.of(101L), passed);
    clone(100, 0, 55);
    assertEquals(List.of(101L, 100L), passed, "its exit was lost");
  }

  @Test
  void threadsWhoseFirstEventWasLostAreFoundWithinASecond() throws IOException {
    Files.createDirectories(proc.resolve("100/task/104"));
    Files.delete(proc.resolve("100/task/101"));
    event(CALL, 104);
    event(CALL, 101);
    assertEquals(List.of(104L), passed);
    at(System.nanoTime() + 2 * SECOND);
    event(CALL, 104);
    event(CALL, 101);
    assertEquals(List.of(104L), passed, "events of a thread that ended just now may still be in the ring");
    at(System.nanoTime() + 4 * SECOND);
    event(CALL, 104);
    event(CALL, 101);
    assertEquals(List.of(104L, 101L), passed);
  }

  @Test
  void aThreadWhoseExitWasReadIsNotKept() throws IOException {
    event(EXIT, 101);
    Files.delete(proc.resolve("100/task/101"));
    at(System.nanoTime() + 2 * SECOND);
    event(CALL, 101);
    assertEquals(List.of(101L), passed);
  }
}
