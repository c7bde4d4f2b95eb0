package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a file system that is read-only are not writable, wherever the tracer looks from. */
class ReadOnlyProgramLiveTest {
  private static final int EXECVE = 293;
  private static final int FLAGS = 19;
  private static final int PATH = 27;
  private static final int IS_WRITABLE = 1;
  // A mount that is read-only, of a file system that is not, does not count.
  private static final String MOUNTS = """
      cd "$0" && mkdir changing fixed bound && mount -t tmpfs a changing && mount -t tmpfs b fixed || exit 1
      cp /bin/true changing/one && cp /bin/true fixed/two && mount -o remount,ro fixed || exit 1
      mount --bind changing bound && mount -o remount,bind,ro bound && cp /bin/true changing/three || exit 1
      """;
  private static final String RUNS = "changing/one && fixed/two && bound/three && mount -o remount,ro changing && changing/one\n";
  private static final Map<String, List<Boolean>> WRITABLE =
      Map.of("one", List.of(true, false), "two", List.of(false), "three", List.of(true));

  private final EventRecorder recorded = new EventRecorder();
  @TempDir private Path folder;

  @BeforeEach
  void skipWithoutPrivilege() throws Exception {
    Unshare.assumeSuccess("-m", "mount", "-t", "tmpfs", "files", folder.toString());
  }

  // For each run of a program.
  private Map<String, List<Boolean>> writable() {
    Map<String, List<Boolean>> found = new TreeMap<>();
    for (RecordedEvent event : recorded.events) {
      String name = event.code() == EXECVE ? name(event.params().get(PATH)) : "";
      if (WRITABLE.containsKey(name)) {
        int flags = HexFormat.fromHexDigits(event.params().get(FLAGS).substring(0, 2));
        found.computeIfAbsent(name, _ -> new ArrayList<>()).add((flags & IS_WRITABLE) != 0);
      }
    }
    return found;
  }

  private static String name(String hex) {
    String text = new String(HexFormat.of().parseHex(hex.equals("-") ? "" : hex), StandardCharsets.ISO_8859_1);
    return text.substring(text.lastIndexOf('/') + 1).replace("\0", "");
  }

  @Test
  void theTracerSeesTheMountsOfItsOwnNamespace() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    List<String> starter = List.of("unshare", "-m", "sh", "-c", MOUNTS + "exec \"$@\"", place.toString());
    TracerProgram tracer = new TracerProgram(starter, System.getProperty("java.class.path"), folder);
    tracer.record(List.of("sh", "-c", "cd \"$0\"; " + RUNS, place.toString()), recorded);
    assertEquals(WRITABLE, writable());
  }

  @Test
  void theTracerSeesTheMountsOfAnotherNamespace() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    List<String> command = List.of("unshare", "-m", "sh", "-c", MOUNTS + RUNS, place.toString());
    assertEquals(0, RecordedCommand.run(command, folder.resolve("output"), recorded));
    assertEquals(WRITABLE, writable());
  }
}
