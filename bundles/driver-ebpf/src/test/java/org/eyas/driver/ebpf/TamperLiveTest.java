package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.process.InstalledProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program with root's rights finds the maps of the probe and changes them. */
class TamperLiveTest {
  private static final int CHDIR = 95;

  // Arguments: the beginning of a name, what to do with these maps ("clear" overwrites the first value with zeros, "remove" deletes
  // the first entry), and the numbers of the maps of this process: there may be probes of others on this machine.
  private static final String ATTACK =
      """
      import ctypes, os, platform, struct, sys
      libc = ctypes.CDLL(None, use_errno=True)
      NUMBER = {"x86_64": 321, "aarch64": 280}[platform.machine()]
      def bpf(command, attributes):
          return libc.syscall(NUMBER, command, ctypes.create_string_buffer(attributes, 128), 128)
      def address(thing):
          return ctypes.addressof(thing)
      done = 0
      for number in sys.argv[3:]:
          fd = bpf(14, struct.pack("<I", int(number)))  # BPF_MAP_GET_FD_BY_ID
          info = ctypes.create_string_buffer(128)
          bpf(15, struct.pack("<IIQ", fd, 128, address(info)))
          size = struct.unpack_from("<I", info.raw, 12)[0]
          name = info.raw[24:40].split(bytes(1))[0].decode()
          if name.startswith(sys.argv[1]):
              key = ctypes.create_string_buffer(4)
              value = ctypes.create_string_buffer(size)
              command = {"clear": 2, "remove": 3}[sys.argv[2]]
              done += bpf(command, struct.pack("<IIQQQ", fd, 0, address(key), address(value), 0)) == 0
          os.close(fd)
      print(done)
      """;

  @TempDir private Path folder;
  private final List<String> reported = new ArrayList<>();

  private Capture open() throws Exception {
    LiveProbe.open(Set.of(CHDIR)).close(); // skips the test if there is no probe
    EbpfSource source = new EbpfSource();
    source.alerts = new Receiver();
    return source.open(new CaptureRequest(Set.of(CHDIR), Map.of()));
  }

  private final class Receiver implements InternalAlerts {
    @Override
    public void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
      reported.add(priority + " " + rule + " " + fields);
    }
  }

  private int attack(String map, String how) throws Exception {
    Path script = Files.writeString(folder.resolve("attack.py"), ATTACK);
    List<String> command = new ArrayList<>(List.of(InstalledProgram.require("python3"), script.toString(), map, how));
    command.addAll(ownMaps());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals(0, process.waitFor(), out);
    return Integer.parseInt(out);
  }

  private static Set<String> ownMaps() throws IOException {
    return CaptureLiveTest.infoLines(ProcessHandle.current().pid()).stream()
        .filter(line -> line.startsWith("map_id:"))
        .map(line -> line.substring("map_id:".length()).strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isSeen(Capture capture, long limitSeconds) throws Exception {
    EventRecorder events = new EventRecorder();
    Process process = new ProcessBuilder("sh", "-c", "while cd / && sleep 0.1; do :; done").start();
    try {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(limitSeconds)) {
        capture.poll(events, 1024);
        if (events.events.stream().anyMatch(event -> event.code() == CHDIR && event.tid() == process.pid())) {
          return true;
        }
      }
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void settingsThatAnotherProgramChangesAreSetBackAndReported() throws Exception {
    try (Capture capture = open()) {
      assertTrue(attack(".bss.control", "clear") >= 1, "no map was changed");
      assertTrue(isSeen(capture, 60), "the probe stays blind");
      assertEquals(List.of("CRITICAL Eyas internal: probe changed {eyas.memory=settings}"), reported);
    }
  }

  @Test
  void recipesThatAnotherProgramChangesAreWrittenAgain() throws Exception {
    try (Capture capture = open()) {
      assertTrue(attack(".bss.recipes", "clear") >= 1, "no map was changed");
      long begin = System.nanoTime();
      while (reported.isEmpty() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(60)) {
        isSeen(capture, 1);
      }
      assertEquals(List.of("CRITICAL Eyas internal: probe changed {eyas.memory=recipes}"), reported);
      assertTrue(isSeen(capture, 60), "the probe stays blind");
    }
  }

  @Test
  void theProgramsOfTheProbeCannotBeTakenAway() throws Exception {
    try (Capture capture = open()) {
      assertEquals(0, attack("programs", "remove"));
      assertTrue(isSeen(capture, 60));
      assertEquals(List.of(), reported);
    }
  }
}
