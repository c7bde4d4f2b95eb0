package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.Test;

/** Which events a call, an exec, an end and a signal have. */
class EventEncoderTest {
  private static final String DESCRIPTORS = "/fd";
  private static final int CLOSE = 5;
  private static final int SENDMMSG = 51;
  private static final int SIGUSR1 = 10;
  private static final int SIGTERM = 15;
  private static final int SIGCHLD = 17;
  private static final int MESSAGE_WORDS = 8;

  private final FakeCaller caller = new FakeCaller();

  @Test
  void anEventHasItsCodeThreadAndParameters() {
    RecordedEvent event = caller.call("close", -9, 7).events().getFirst();
    assertEquals(CLOSE, event.code());
    assertEquals(FakeCaller.SELF, event.tid());
    assertEquals(List.of(Hex.of(-9), Hex.of(7)), event.params());
  }

  @Test
  void theResultOfACloseIsKnownWhenItBegins() throws Exception {
    try (OpenFile file = OpenFile.of(Path.of("/etc/hostname"))) {
      assertEquals(0, caller.call("close", 0, file.fd()).foretell());
    }
    assertEquals(-9, caller.call("close", 0, 1 << 20).foretell());
    assertEquals(-9, caller.call("close", 0, -1).foretell());
  }

  @Test
  void theResultOfACloseIsNotForetoldIfProcDoesNotShowTheDescriptors() {
    assertEquals(EventWriter.UNKNOWN, caller.thread(Integer.MAX_VALUE).call("close", 0, 0).foretell());
  }

  @Test
  void theResultsOfOtherCallsAreNotForetold() {
    assertEquals(EventWriter.UNKNOWN, caller.call("dup", 0, 1).foretell());
  }

  @Test
  void aCallWithoutAnEventOfItsOwnIsGeneric() {
    RecordedEvent event = caller.call("sched_yield", 0).events().getFirst();
    assertEquals(1, event.code());
    assertEquals(Hex.of(caller.number(), 2), event.params().get(1));
  }

  @Test
  void failedCallsCanBeLeftOut() {
    FakeCaller dropping = new FakeCaller(80, true);
    assertEquals(List.of(), dropping.call("close", -9, 7).events());
    assertEquals(1, dropping.call("close", 0, 7).events().size());
  }

  @Test
  void descriptorsAreLookedUpAnewAfterAnExec() throws Exception {
    long before = openFolders(DESCRIPTORS); // of other tests
    caller.call("close", 0, 0).foretell();
    assertEquals(before + 1, openFolders(DESCRIPTORS));
    caller.call("execve", 0).executed();
    assertEquals(before, openFolders(DESCRIPTORS));
    caller.call("close", 0, 0).foretell();
    caller.encoder().forget(FakeCaller.SELF);
    assertEquals(before, openFolders(DESCRIPTORS));
  }

  @Test
  void theFoldersOfAThreadAreClosedWhenItIsForgottenAndAtTheEnd() throws Exception {
    long before = openFolders("");
    long descriptors = openFolders(DESCRIPTORS);
    caller.call("close", 0, 0).foretell();
    assertEquals(before + 1, openFolders(""));
    caller.encoder().forget(FakeCaller.SELF);
    assertEquals(before, openFolders(""));
    caller.call("close", 0, 0).foretell();
    caller.encoder().close();
    assertEquals(before, openFolders(""));
    assertEquals(descriptors, openFolders(DESCRIPTORS));
  }

  // How many descriptors of this process refer to its folder /proc/PID/task/PID, or one in it. The list is read by another path.
  private static long openFolders(String inside) throws Exception {
    try (Stream<Path> links = Files.list(Path.of("/proc/thread-self/fd"))) {
      String own = "/proc/" + FakeCaller.SELF + "/task/" + FakeCaller.SELF + inside;
      return links.map(OpenFile::target).filter(own::equals).count();
    }
  }

  @Test
  void aSuccessfulExecveIsNoCallOfItsOwn() {
    assertEquals(List.of(), caller.call("execve", 0).events());
  }

  @Test
  void anExecHasTheProgramAsProcShowsIt() {
    List<String> params = caller.call("execve", 0).executed();
    assertEquals(Hex.of(0), params.get(0));
    assertEquals(Hex.of(FakeCaller.SELF), params.get(4), "pid");
    String java = ProcessHandle.current().info().command().orElseThrow();
    assertTrue(params.contains(Hex.text(java)), () -> "the path of " + java + " is not among " + params);
  }

  @Test
  void eachMessageOfAListHasAnEventWithItsLength() {
    long vectors = caller.numbers(8, caller.text("first"), 5, caller.text("second!"), 7);
    long[] words = new long[2 * MESSAGE_WORDS];
    for (int i = 0; i < 2; i++) {
      words[i * MESSAGE_WORDS + 2] = vectors + 16L * i;
      words[i * MESSAGE_WORDS + 3] = 1;
      words[i * MESSAGE_WORDS + 7] = 5 + 2L * i; // msg_len
    }
    List<RecordedEvent> events = caller.call("sendmmsg", 2, -1, caller.numbers(8, words), 2).events();
    assertEquals(List.of(SENDMMSG, SENDMMSG), events.stream().map(RecordedEvent::code).toList());
    assertEquals(Hex.of(5), events.get(0).params().get(0));
    assertEquals(Hex.bytes("first"), events.get(0).params().get(3));
    assertEquals(Hex.of(7), events.get(1).params().get(0));
    assertEquals(Hex.bytes("second!"), events.get(1).params().get(3));
  }

  @Test
  void messagesAfterTheFirst16AreCountedAsLost() {
    assertEquals(16, caller.call("sendmmsg", 20, -1, caller.numbers(8, new long[20 * 8]), 20).events().size());
    assertEquals(4, caller.encoder().lost());
  }

  @Test
  void aFailedListOfMessagesHasOneEvent() {
    List<RecordedEvent> events = caller.call("sendmmsg", -9, -1, caller.numbers(8, 1, 2, 3), 2).events();
    assertEquals(1, events.size());
    assertEquals(List.of(Hex.of(-9), Hex.of(-1), Hex.of(0, 4), Hex.EMPTY, Hex.EMPTY), events.getFirst().params());
  }

  @Test
  void anEndHasExitCodeSignalAndCoreDump() {
    List<String> exited = caller.ended(FakeCaller.SELF, 7 << 8, false);
    assertEquals(List.of(Hex.of(7 << 8), Hex.of(7), "00", "00", Hex.of(0)), exited);
    List<String> killed = caller.ended(FakeCaller.SELF, 11 | 0x80, false);
    assertEquals(List.of(Hex.of(0x8b), Hex.of(0), "0b", "01", Hex.of(0)), killed);
  }

  @Test
  void childrenOfAnEndingThreadGoToAnotherThreadOfItsProcess() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    try {
      long parent = parentThread(child.pid());
      String reaper = caller.ended((int) parent, 0, true).get(4);
      assertNotEquals(Hex.of(0), reaper);
      assertNotEquals(Hex.of(parent), reaper);
    } finally {
      child.destroyForcibly();
    }
  }

  // The thread that started the child: the kernel lists the child as its.
  private static long parentThread(long child) throws Exception {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : (Iterable<Path>) threads::iterator) {
        if (Files.readString(thread.resolve("children")).contains(String.valueOf(child))) {
          return Long.parseLong(thread.getFileName().toString());
        }
      }
    }
    throw new AssertionError("no thread of this process has the child " + child);
  }

  @Test
  void aSignalNamesItsSenderOnlyIfFalcoDoes() {
    assertEquals(List.of(Hex.of(77), Hex.of(FakeCaller.SELF), "0f"), caller.signalled(FakeCaller.SELF, 77, SIGTERM));
    assertEquals(Hex.of(77), caller.signalled(FakeCaller.SELF, 77, SIGCHLD).getFirst());
    assertEquals(Hex.of(0), caller.signalled(FakeCaller.SELF, 77, SIGUSR1).getFirst());
  }

  @Test
  void theFlagsOfClone3AreThoseOfItsEntry() {
    int cloneVm = 0x100;
    long arguments = caller.numbers(8, cloneVm, 0, 0);
    caller.call("clone3", 0, arguments, 24);
    assertTrue(caller.encoder().watchesEntry(caller.number()));
    caller.encoder().entered(caller);
    String before = caller.params().get(15);
    caller.replace(arguments, new byte[] {0, 0, 0, 0, 0, 0, 0, 0});
    assertEquals(before, caller.params().get(15), "the caller has used the memory for something else");
    assertTrue(before.startsWith("0080"), () -> "CLONE_VM is missing: " + before);
  }
}
