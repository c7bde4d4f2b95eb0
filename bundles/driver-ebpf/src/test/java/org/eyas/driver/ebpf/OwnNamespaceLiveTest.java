package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.process.TestProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in a process namespace of its own, as in a container: its id there is 1, which on the host is another process. */
class OwnNamespaceLiveTest {
  private static final int OPENAT = 307;
  private static final int NAME = 2; // a parameter of openat
  private static final String BIND = "mkdir \"$0/host\" \"$0/host/proc\" && mount --bind /proc \"$0/host/proc\" && ";
  private static final String NAMESPACE = "exec unshare --pid --fork --mount-proc \"$@\"";

  @TempDir private Path folder;

  @BeforeEach
  void skipWhereItIsNotAllowed() throws Exception {
    LiveProbe.open(Set.of(OPENAT)).close();
    assumeTrue(TestProcess.isPossible(in(NAMESPACE)), "skipped: unshare cannot make namespaces here");
  }

  private List<String> in(String script) {
    return List.of("unshare", "--mount", "sh", "-c", script, folder.toString());
  }

  private String opened(String script) throws Exception {
    String printed =
        TestProcess.output(in(script), List.of("--enable-native-access=ALL-UNNAMED", "-Dfolder=" + folder), Engine.class);
    return printed.lines().filter(line -> line.startsWith("opened")).findFirst().orElse(printed);
  }

  @Test
  void withTheHostsProcTheEnginesOwnCallsAreLeftOut() throws Exception {
    assertEquals("opened [other]", opened(BIND + "HOST_ROOT=\"$0/host\" " + NAMESPACE));
  }

  @Test
  void withoutItTheyAreRecordedLikeThoseOfOthers() throws Exception {
    assertEquals("opened [other, own]", opened(NAMESPACE));
  }

  /** Opens a file, lets another process open one, and prints the names in the events. */
  public static final class Engine {
    private static final Path FOLDER = Path.of(System.getProperty("folder", ""));

    public static void main(String[] arguments) throws Exception {
      Path own = Files.createFile(FOLDER.resolve("own"));
      Path other = Files.createFile(FOLDER.resolve("other"));
      EventRecorder events = new EventRecorder();
      try (Capture capture = new EbpfSource().open(new CaptureRequest(Set.of(OPENAT), Map.of()))) {
        Files.readString(own);
        new ProcessBuilder("cat", other.toString()).start().waitFor();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!names(events).contains("other") && System.nanoTime() < deadline) {
          capture.poll(events, 1024);
        }
      }
      System.out.println("opened " + names(events));
    }

    private static Set<String> names(EventRecorder events) {
      Set<String> names = new TreeSet<>();
      for (var event : events.events) {
        String bytes = event.code() == OPENAT ? event.params().get(NAME) : "-";
        String path =
            bytes.equals("-") ? "" : new String(HexFormat.of().parseHex(bytes), StandardCharsets.UTF_8).replace("\0", "");
        if (path.startsWith(FOLDER + "/o")) {
          names.add(path.substring(FOLDER.toString().length() + 1));
        }
      }
      return names;
    }
  }
}
