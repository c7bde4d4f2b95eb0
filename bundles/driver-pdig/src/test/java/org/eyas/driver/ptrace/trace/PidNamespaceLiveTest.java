package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which events of fork say that the child lives in another pid namespace than the first one of the machine. */
class PidNamespaceLiveTest {
  private static final Set<Integer> FORKS = Set.of(223, 225, 227, 335);
  private static final int FLAGS = 15;
  private static final int IN_NAMESPACE = 0x20000000;
  private static final String ZERO = "0000000000000000";
  private static final String GOES_AND_COMES_BACK = """
      import ctypes, os
      libc = ctypes.CDLL(None)
      own = os.open("/proc/self/ns/pid", os.O_RDONLY)
      def fork():
          child = os.fork()
          if child == 0:
              os._exit(0)
          os.waitpid(child, 0)
      fork()
      assert libc.unshare(0x20000000) == 0
      fork()
      assert libc.setns(own, 0x20000000) == 0
      fork()
      """;

  private final EventRecorder recorded = new EventRecorder();
  @TempDir private Path folder;

  @BeforeEach
  void skipWithoutPrivilege() throws Exception {
    Unshare.assumeSuccess("--pid", "--fork", "--mount-proc", "--kill-child", "true");
  }

  // For each fork, as its parent and its child see it.
  private List<Boolean> nested(boolean ofChildren) {
    Stream<RecordedEvent> forks = recorded.events.stream().filter(event -> FORKS.contains(event.code()));
    return forks.filter(event -> event.params().getFirst().equals(ZERO) == ofChildren).map(event -> isNested(event)).toList();
  }

  private static boolean isNested(RecordedEvent fork) {
    return (Integer.reverseBytes(Integer.parseUnsignedInt(fork.params().get(FLAGS), 16)) & IN_NAMESPACE) != 0;
  }

  @Test
  void theNamespaceOfChildrenIsTheOneAtTheirFork() throws IOException {
    assumeTrue(isFirst(), "skipped: all processes here are in another pid namespace");
    assertEquals(0, RecordedCommand.run(List.of(InstalledProgram.require("python3"), "-c", GOES_AND_COMES_BACK),
        folder.resolve("output"), recorded));
    assertEquals(List.of(false, true, false), lastThree(nested(false)));
    assertEquals(List.of(false, true, false), lastThree(nested(true)));
  }

  // Python may start programs before it runs the script.
  private static List<Boolean> lastThree(List<Boolean> all) {
    return all.subList(all.size() - 3, all.size());
  }

  private static boolean isFirst() throws IOException {
    return Objects.equals(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")), Path.of("pid:[4026531836]"));
  }

  @Test
  void theDescendantsOfANamespaceAreInIt() throws IOException {
    assumeTrue(isFirst(), "skipped: all processes here are in another pid namespace");
    List<String> command = List.of("unshare", "--pid", "--fork", "sh", "-c", "(true); (true); true");
    assertEquals(0, RecordedCommand.run(command, folder.resolve("output"), recorded));
    assertEquals(List.of(true, true, true), nested(false));
    assertEquals(List.of(true, true, true), nested(true));
  }

  @Test
  void allTraceesOfATracerInANamespaceAreInIt() throws Exception {
    List<String> starter = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    new TracerProgram(starter, System.getProperty("java.class.path"), folder).record(List.of("sh", "-c", "(true); true"),
        recorded);
    assertEquals(List.of(true), nested(false));
    assertEquals(List.of(true), nested(true));
  }
}
