package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.recipe.DescriptorChange;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe reports what rare calls do to files, with their event. */
class DetailLiveTest {
  private static final Set<Integer> CODES = Set.of(1, 171, 257, 267, 373); // generic, ioctl, mount, chroot, fsconfig
  private static final String BEGIN =
      """
      import ctypes, fcntl, os, struct, time
      libc = ctypes.CDLL(None, use_errno=True)
      libc.syscall.restype = ctypes.c_long
      def call(*arguments):
          return libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments])
      os.chdir('%1$s')
      os.mkdir('below')
      open('file', 'w').close()
      """;

  private static final int FLOOD = 60_000;

  @TempDir Path folder;

  /** The details of the events of one process. */
  private static final class Details implements EventSink {
    final long pid;
    final List<CallDetails> seen = new ArrayList<>();

    Details(long pid) {
      this.pid = pid;
    }

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {}

    @Override
    public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
      if (memory.getLong(offset + 8) == pid) {
        seen.add(details);
      }
    }
  }

  private List<CallDetails> reported(String script) throws Exception {
    try (Capture capture = LiveProbe.open(CODES)) {
      String whole = (BEGIN + script + "time.sleep(0.5)\n").formatted(folder);
      Process python = new ProcessBuilder("python3", "-I", "-S", "-c", whole).inheritIO().start();
      Details details = new Details(python.pid());
      while (python.isAlive()) {
        capture.poll(details, 1024);
      }
      assertEquals(0, python.exitValue());
      return details.seen;
    }
  }

  private CallDetails one(String script) throws Exception {
    List<CallDetails> all = reported(script);
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  private List<Text> below(String... names) {
    return List.of(names).stream().map(name -> Text.of(folder + "/" + name)).toList();
  }

  @Test
  void truncateNamesItsFileAndAFailedOneDoesNot() throws Exception {
    assertEquals(below("file"), one("os.truncate('file', 5)\nassert call(76, b'missing', 0) == -1\n").changed());
  }

  @Test
  void ftruncateNamesTheFileThatItEmptiesByItsRealPath() throws Exception {
    String script = "f = os.open('/proc/self/cwd/file', os.O_RDWR)\nos.ftruncate(f, 5)\nos.ftruncate(f, 0)\n";
    assertEquals(below("file"), one(script).changed());
  }

  @Test
  void attributesComeWithTheirFile() throws Exception {
    List<CallDetails> all =
        reported(
            """
            os.setxattr('file', 'user.one', b'x')
            os.setxattr('below/../file', 'user.two', b'x', follow_symlinks=False)
            os.setxattr(os.open('file', os.O_RDONLY), 'user.three', b'x')
            assert call(188, b'missing', b'user.four', b'x', 1, 0) == -1
            """);
    assertEquals(List.of(below("file"), below("below/../file"), below("file")),
        all.stream().map(CallDetails::attributed).toList());
    assertEquals(
        List.of("user.one", "user.two", "user.three"),
        all.stream().map(each -> each.attributes().getFirst().toString()).toList());
  }

  @Test
  void onlyTheCommandsOfIoctlThatSetFlagsAreReported() throws Exception {
    List<CallDetails> all =
        reported(
            """
            f = os.open('file', os.O_RDONLY)
            fcntl.ioctl(f, 0x80086601, bytes(8))  # FS_IOC_GETFLAGS
            fcntl.ioctl(f, 0x40086602, struct.pack('Q', 0x30))
            fcntl.ioctl(f, 0x40086602, struct.pack('Q', 0x40))
            """);
    assertEquals(List.of(below("file"), below("file")), all.stream().map(CallDetails::attributed).toList());
    assertEquals(Set.of("immutable", "append"), new TreeSet<>(all.getFirst().attributes().stream().map(Text::toString).toList()));
    assertEquals(List.of(), all.getLast().attributes());
  }

  @Test
  void aCopyOfAMountNamesItsFilesAndThePlaceWhereItIsPut() throws Exception {
    List<CallDetails> all =
        reported(
            """
            call(272, 0x20000)
            assert libc.mount(b'none', b'/', None, 0x44000, None) == 0
            os.mkdir('to')
            tree = call(428, -100, b'below', 1)
            call(428, -100, b'below', 0)
            assert call(429, tree, b'', -100, b'to', 4) == 0
            """);
    assertEquals(below("below"), all.getFirst().aliased());
    assertEquals(below("to"), all.getLast().changed());
    assertEquals(List.of(), all.getLast().aliased());
    assertEquals(2, all.size(), all::toString);
  }

  @Test
  void aNewRootHasItsPathInTheMountsOfAll() throws Exception {
    List<CallDetails> all = reported("os.chroot('/proc/self/cwd/below')\nos.mkdir('/in')\nos.chroot('/in')\n");
    assertEquals(List.of(below("below"), below("below/in")), all.stream().map(CallDetails::aliased).toList());
  }

  @Test
  void aMountHasItsOptionsAndTheDirectoryWhereTheirPathsStart() throws Exception {
    CallDetails mounted =
        one(
            """
            call(272, 0x20000)
            assert libc.mount(b'none', b'/', None, 0x44000, None) == 0
            assert libc.mount(b'none', b'below', b'tmpfs', 0, b'size=1m') == 0
            """);
    assertEquals(Text.of("size=1m"), mounted.mountOptions());
    assertEquals(Text.of(folder.toString()), mounted.directory());
  }

  /** The flood is larger than the ring, and nobody reads meanwhile. */
  @Test
  void aFloodOfDetailsDoesNotHideThoseOfOtherSessions() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(1))) {
      Details flood = new Details(run("for i in range(%d):\n    os.truncate('%s', 0)\n".formatted(FLOOD, empty("flood"))));
      Details quiet = new Details(run("os.truncate('%s', 0)\n".formatted(empty("quiet"))));
      EventSink both = new EventSink() {
        @Override
        public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {}

        @Override
        public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
          flood.onDetailedEvent(cpu, memory, offset, length, details);
          quiet.onDetailedEvent(cpu, memory, offset, length, details);
        }
      };
      ConditionWait.until(() -> {
        capture.poll(both, 100_000);
        return !quiet.seen.isEmpty();
      }, () -> "the details of the quiet session are lost; the flood has " + flood.seen.size());
      assertEquals(below("quiet"), quiet.seen.getFirst().changed());
      assertTrue(flood.seen.size() < FLOOD, "the ring had room for the whole flood");
    }
  }

  private Path empty(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  // In a session of its own.
  private static long run(String script) throws Exception {
    Process python = new ProcessBuilder("setsid", "python3", "-I", "-S", "-c", "import os\n" + script).inheritIO().start();
    assertEquals(0, python.waitFor());
    return python.pid();
  }

  @Test
  void callsWithDetailsDoNotChangeDescriptors() {
    Set<String> calls = new TreeSet<>();
    for (EventRecipe recipe : new RecipeTable(SyscallNumbers.of("amd64")).byPlace().values()) {
      if (recipe.steps().stream().map(RecipeStep::kind).anyMatch(kind -> kind.isDetail())) {
        calls.add(recipe.syscall());
        assertEquals(EventRecipe.Program.PLAIN, recipe.program(), recipe.syscall());
        assertEquals(DescriptorChange.UNCHANGED, DescriptorChange.of(recipe.syscall()), recipe.syscall());
      }
    }
    assertTrue(calls.containsAll(Set.of("mount", "open_tree", "setxattrat")), calls::toString);
  }
}
