package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens and programs on an overlay: files of its lower layer, such as those of an image, and files that were created there. */
class OverlayLiveTest {
  private static final int EXECVE = 293;
  private static final int OPENAT = 307;
  private static final int EXECVE_FLAGS = 19;
  private static final int EXECVE_PATH = 27;
  private static final int OPENAT_FLAGS = 3;
  private static final int OPENAT_NAME = 2;
  private static final int FIRST_WITH_HANDLES = 6_006; // Linux 6.6
  private static final String SCRIPT = """
      cd "$0" && mount -t tmpfs files . && mkdir low up work all || exit 1
      cp /bin/cat low/old
      mount -t overlay overlay -o lowerdir=low,upperdir=up,workdir=work all || exit 1
      cp /bin/cat all/new
      all/old all/old all/new /etc/hostname > /dev/null
      all/new < /dev/null
      """;

  @TempDir private Path folder;

  @BeforeEach
  void skipIfTheKernelDoesNotShowIt() {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can mount");
    Matcher version = Pattern.compile("(\\d+)\\.(\\d+)").matcher(System.getProperty("os.version"));
    assumeTrue(
        version.lookingAt()
            && 1_000 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) >= FIRST_WITH_HANDLES,
        "skipped: before Linux 6.6 nobody outside the kernel can see the layers of an overlay");
  }

  private List<RecordedEvent> events() throws IOException {
    EventRecorder recorded = new EventRecorder();
    Path output = folder.resolve("output");
    Path place = Files.createDirectory(folder.resolve("place"));
    int status = RecordedCommand.run(List.of("unshare", "-m", "sh", "-c", SCRIPT, place.toString()), output, recorded);
    assumeTrue(status == 0, () -> "skipped: no overlay can be mounted here; status " + status);
    return recorded.events;
  }

  private static String name(String hex) {
    String text = new String(HexFormat.of().parseHex(hex.equals("-") ? "" : hex), StandardCharsets.ISO_8859_1);
    return text.substring(text.lastIndexOf('/') + 1).replace("\0", "");
  }

  // The bits of the layers, by the names of the files.
  private static Map<String, Integer> layers(List<RecordedEvent> events, int code, int name, int flags, int bits) {
    Map<String, Integer> found = new TreeMap<>();
    for (RecordedEvent event : events) {
      String file = event.code() == code ? name(event.params().get(name)) : "";
      if (List.of("old", "new", "hostname").contains(file)) {
        found.put(file, Integer.reverseBytes((int) Long.parseLong(event.params().get(flags), 16)) & bits);
      }
    }
    return found;
  }

  @Test
  void filesOfTheImageAreToldFromThoseThatWereCreated() throws IOException {
    List<RecordedEvent> events = events();
    assertEquals(Map.of("old", 8, "new", 2), layers(events, EXECVE, EXECVE_PATH, EXECVE_FLAGS, 2 | 8));
    assertEquals(
        Map.of("old", 0x10000, "new", 0x8000, "hostname", 0),
        layers(events, OPENAT, OPENAT_NAME, OPENAT_FLAGS, 0x8000 | 0x10000));
  }
}
