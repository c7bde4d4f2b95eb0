package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What events have of memory that is missing, too long, or of a 32-bit program. */
class CallerMemoryTest {
  private static final int TEXT_MAX = 4096;

  private final FakeCaller caller = new FakeCaller();

  @Test
  void aTextThatIsNotReadableIsEmpty() {
    assertEquals(Hex.EMPTY, caller.call("mkdirat", -14, -100, FakeCaller.UNREADABLE, 0).params().get(2));
    assertEquals(Hex.EMPTY, caller.call("mkdirat", -14, -100, 0, 0).params().get(2), "no address");
  }

  @Test
  void aTextWhoseEndIsNotReadableIsEmpty() {
    byte[] rest = {'a', 'b'};
    caller.replace(caller.end() - 1, rest);
    assertEquals(Hex.EMPTY, caller.call("mkdirat", -14, -100, caller.end() - 1, 0).params().get(2));
  }

  @Test
  void aTextThatEndsAtTheEndOfReadableMemoryIsComplete() {
    byte[] rest = {'a', 0};
    caller.replace(caller.end() - 1, rest);
    assertEquals(Hex.text("a"), caller.call("mkdirat", -14, -100, caller.end() - 1, 0).params().get(2));
  }

  @Test
  void aLongTextIsCutAndStillEndsWithAZero() {
    String text = caller.call("mkdirat", -36, -100, caller.text("x".repeat(5000)), 0).params().get(2);
    assertEquals(Hex.text("x".repeat(TEXT_MAX - 1)), text);
  }

  @Test
  void dataIsCutToTheSnaplen() {
    List<String> written = caller.call("write", 200, 1, caller.text("y".repeat(200)), 200).params();
    assertEquals(Hex.bytes("y".repeat(80)), written.get(1));
  }

  @Test
  void dataOfWhichAByteIsMissingIsEmpty() {
    assertEquals(Hex.EMPTY, caller.call("write", 20, 1, caller.end(), 20).params().get(1));
  }

  @Test
  void aFailedWriteShowsItsDataAndAFailedReadDoesNot() {
    long data = caller.text("data");
    assertEquals(Hex.bytes("data"), caller.call("write", -9, 1, data, 4).params().get(1));
    assertEquals(Hex.EMPTY, caller.call("read", -9, 1, data, 4).params().get(1));
  }

  @Test
  void buffersAreJoinedUpToTheFirstThatIsMissing() {
    long first = caller.text("one");
    long vectors = caller.numbers(8, first, 3, FakeCaller.UNREADABLE, 4, first, 3);
    List<String> params = caller.call("writev", 10, 1, vectors, 3).params();
    assertEquals(Hex.bytes("one"), params.get(1));
    assertEquals(Hex.of(10, 4), params.get(3), "the size of all");
  }

  @Test
  void structuresOfNarrowProgramsAreNarrow() {
    caller.narrow();
    long vectors = caller.numbers(4, caller.text("ab"), 2, caller.text("cd"), 2);
    assertEquals(Hex.bytes("abcd"), caller.call("writev", 4, 1, vectors, 2).params().get(1));
    assertEquals(Hex.of(5_000_000_007L), caller.call("nanosleep", 0, caller.numbers(4, 5, 7)).params().get(1));
    long header = caller.numbers(4, 0, 0, vectors, 2, 0, 0);
    assertEquals(Hex.bytes("abcd"), caller.call("sendmsg", 4, -1, header).params().get(1));
  }

  @Test
  void anEventLargerThan64KibIsLeftOutAndCounted() {
    FakeCaller large = new FakeCaller(CallerMemory.MOST, false);
    long data = large.put(new byte[CallerMemory.MOST]);
    assertEquals(List.of(), large.call("write", CallerMemory.MOST, 1, data, CallerMemory.MOST).events());
    assertEquals(1, large.encoder().lost());
    assertEquals(1, large.call("write", 3, 1, data, 3).events().size(), "the next event");
  }
}
