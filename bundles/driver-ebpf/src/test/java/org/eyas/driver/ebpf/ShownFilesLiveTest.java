package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.testkit.TestFiles;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files whose opens stay in the kernel have a name all the same in the events that are about them, and directories have the opened one. */
class ShownFilesLiveTest {
  private static final EventSchema SCHEMA = EventSchema.current();
  private static final Set<String> OPENS =
      Set.of("SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_CREAT_X");
  private static final Set<String> SHOWN = Set.of("fchmod", "fchown");
  private static final Set<String> BELOW = Set.of("unlinkat", "fchownat", "linkat", "fchdir", "openat");
  private static final int FD = 1; // their first descriptor
  private static final long AT_FDCWD = -100;

  private static final String START =
      """
      import ctypes, fcntl, os, socket, sys
      libc = ctypes.CDLL(None)
      """;

  private static final String END = "os.rmdir(sys.argv[1] + '/marker')\n";

  /** Before each open, the probe learns that the engine has nothing under the number. */
  private static final String PROGRAM =
      START + """
      def opened(name):
        for _ in range(40): os.close(os.open('/etc/hosts', os.O_RDONLY))
        return os.open(sys.argv[1] + name, os.O_RDONLY)
      def used(name, *calls):
        fd = opened(name)
        for call in calls: call(fd)
        os.close(fd)
      os.closerange(3, 70000)
      used('/file', lambda f: os.fchmod(f, 0o600), lambda f: os.fchown(f, -1, -1), lambda f: os.fchmod(f, 0o644))
      used('/other', lambda f: os.fchmod(f, 0o600))
      used('/below', lambda f: os.fchmod(f, 0o755))
      used('/file', lambda f: libc.unlinkat(f, b'/missing-of-eyas', 0))
      used('/file', lambda f: libc.fchownat(f, b'', -1, -1, 0x1000))
      used('/file', lambda f: libc.linkat(f, b'', -100, sys.argv[1].encode() + b'/hard', 0x1000))
      used('/file', libc.fchdir)
      used('/file', lambda f: os.close(libc.openat(f, b'/etc/passwd', 0)), lambda f: libc.openat(f, b'/missing-of-eyas', 0))
      used('/link', lambda d: libc.unlinkat(d, b'/missing-of-eyas', 0), lambda d: libc.unlinkat(d, b'missing', 0))
      used('/link', lambda d: os.dup2(d, 50), lambda d: libc.unlinkat(50, b'/missing-of-eyas', 0))
      """ + END;

  /** The directory has a number that an interpreter does not use, so no other event is about it until the file gets the number. */
  private static final String EXEC =
      START + """
      os.closerange(3, 70000)
      fcntl.fcntl(os.open(sys.argv[1] + '/below', os.O_RDONLY), fcntl.F_DUPFD_CLOEXEC, 100)
      try: os.rmdir('missing', dir_fd=100)
      except OSError: pass
      for _ in range(400): os.close(os.open('/etc/hosts', os.O_RDONLY))
      a, b = socket.socketpair()
      b.set_inheritable(True)
      socket.send_fds(a, [b'x'], [os.open(sys.argv[1] + '/file', os.O_RDONLY)] * 150)
      os.execv(sys.executable, ['python3', '-I', '-S', '-c', '''
      import os, socket, sys
      _, got, _, _ = socket.recv_fds(socket.socket(fileno=%d), 1, 200)
      assert 100 in got, got
      os.fchmod(100, 0o600)
      os.rmdir(sys.argv[1] + '/marker')
      ''' % b.fileno(), sys.argv[1]])
      """;

  private static final String BELOW_A_FILE =
      START + """
      os.closerange(3, 70000)
      for _ in range(400): os.close(os.open('/etc/hosts', os.O_RDONLY))
      libc.unlinkat(os.open(sys.argv[1] + '/file', os.O_RDONLY), b'missing', 0)
      """ + END;

  @TempDir Path folder;

  private final EventCursor cursor = new EventCursor(SCHEMA);
  private StateEngine state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
  private final List<String> named = new ArrayList<>();
  private final List<FdType> kinds = new ArrayList<>(); // of the same descriptors
  private long process;
  private boolean marked;
  private boolean unchecked;

  @BeforeEach
  void makeFiles() throws Exception {
    Files.createFile(folder.resolve("file"));
    Files.createFile(folder.resolve("other"));
    Files.createDirectory(folder.resolve("below"));
    Files.createDirectory(folder.resolve("marker"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("below"));
  }

  private static Map<EventType, RawCondition> conditions(KeptFiles kept) {
    Map<EventType, RawCondition> conditions = new HashMap<>();
    StateEngine state = new StateEngine(SCHEMA, new EventCursor(SCHEMA), Text.EMPTY);
    OPENS.forEach(id -> conditions.put(SCHEMA.type(id), state.needs(SCHEMA.type(id).code(), kept)));
    EventType close = SCHEMA.type("SYSCALL_CLOSE_X");
    conditions.put(close, state.needs(close.code(), kept));
    RawCondition paths = new RawCondition.Path(
        2, Part.WHOLE, Form.EQUAL, List.of(Text.of("/etc/passwd"), Text.of("/missing-of-eyas")), true);
    conditions.compute(
        SCHEMA.type("SYSCALL_OPENAT_2_X"),
        (type, ofState) -> new RawCondition.AnyOf(List.of(paths, Objects.requireNonNull(ofState))));
    return conditions;
  }

  private void take(int cpu, ByteBuffer memory, int offset, int length) {
    if (!cursor.wrap(cpu, memory, offset, length)) {
      return;
    }
    state.apply();
    String type = cursor.type().name();
    if (cursor.type().id().equals("SYSCALL_OPENAT_2_E")) {
      unchecked |= cursor.threadId() == process;
    } else if (cursor.threadId() == process && (SHOWN.contains(type) || BELOW.contains(type)) && cursor.number(FD) != AT_FDCWD) {
      FdInfo fd = state.find(process).descriptors().fd(cursor.number(FD));
      named.add(type + " " + fd.name());
      kinds.add(fd.type());
    }
    marked |= cursor.type().id().equals("SYSCALL_RMDIR_2_X") && cursor.bytes(1).toString().equals(folder + "/marker");
    state.finish();
  }

  /**
   * The calls of the program, each with the name of its descriptor in the table. Again while other programs of the machine open files by
   * so many names that the engine did not look up each (NameCheck): what was opened has its real name then.
   */
  private List<String> namedWith(KeptFiles kept) throws Exception {
    named(PROGRAM, kept);
    for (int again = 0; again < 60 && unchecked; again++) {
      unchecked = false;
      marked = false;
      named.clear();
      state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
      Files.createDirectory(folder.resolve("marker"));
      Files.delete(folder.resolve("hard"));
      named(PROGRAM, kept);
    }
    return named;
  }

  private List<String> named(String script, KeptFiles kept) throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(), Map.of("buf_size_preset", "8"))) {
      capture.changeRequest(new CaptureRequest(Set.of(), Map.of()).withConditions(conditions(kept)));
      state.setKeptFiles(kept);
      capture.snapshot(state.reports());
      state.setMachine(capture);
      Process program = new ProcessBuilder(InstalledProgram.require("python3"), "-I", "-S", "-c", script, folder.toString())
          .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
      process = program.pid();
      EventSink sink = this::take;
      long end = System.nanoTime() + 60_000_000_000L;
      while (!marked && System.nanoTime() < end) {
        capture.poll(sink, 1_024);
      }
      assertTrue(marked, () -> TestFiles.text(folder.resolve("out")));
      long rejected = capture.details().pushdown().stream()
          .filter(counts -> counts.type().name().equals("openat")).mapToLong(PushdownCounts::rejected).sum();
      assertTrue(rejected > 300, "opens stay in the kernel: " + rejected);
      return named;
    }
  }

  private List<String> expected(String... calls) {
    return List.of(calls).stream().map(call -> call.replace(" /", " " + folder + "/")).toList();
  }

  @Test
  void theFileOfAnFchmodOrAnFchownIsNamedIfNoRuleNeedsFiles() throws Exception {
    List<String> shown = namedWith(KeptFiles.NONE);
    shown.removeIf(call -> !SHOWN.contains(call.substring(0, call.indexOf(' '))));
    assertEquals(expected("fchmod /file", "fchown /file", "fchmod /file", "fchmod /other", "fchmod /below"), shown);
  }

  @Test
  void ifRulesNeedDirectoriesTheyHaveTheirOpenedNamesAndFilesInTheirPlaceAreNamedToo() throws Exception {
    assertEquals(
        expected(
            "fchmod /file", "fchown /file", "fchmod /file", "fchmod /other", "fchmod /below", "unlinkat /file", "fchownat /file",
            "linkat /file", "fchdir /file", "openat /file", "openat /file", "unlinkat /link", "unlinkat /link", "unlinkat /link"),
        namedWith(KeptFiles.DIRECTORIES));
  }

  @ParameterizedTest
  @EnumSource(value = KeptFiles.class, names = {"NONE", "DIRECTORIES"})
  void aFileHasItsNameThoughItsNumberWasThatOfADirectoryWhichAnExecClosed(KeptFiles kept) throws Exception {
    List<String> shown = named(EXEC, kept);
    assertEquals(expected("fchmod /file"), shown.subList(shown.size() - 1, shown.size()), shown::toString);
  }

  @ParameterizedTest
  @EnumSource(value = KeptFiles.class, names = {"NONE", "DIRECTORIES"})
  void aFileBelowWhichARelativePathStartsStaysAFile(KeptFiles kept) throws Exception {
    assertEquals(expected("unlinkat /file"), named(BELOW_A_FILE, kept));
    assertEquals(List.of(FdType.FILE), kinds);
  }
}
