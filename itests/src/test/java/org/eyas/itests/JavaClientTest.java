package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.launcher.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The client library: its how-to as it stands there, and the bundle in a framework. */
@Timeout(180)
class JavaClientTest {
  private static final Pattern FILE = Pattern.compile("```java file=(\\S+)\n(.*?)```", Pattern.DOTALL);
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
      """;

  @TempDir private Path folder;

  private Path example() throws IOException {
    Path howTo = Dist.checkout().resolve("docs/how-to");
    Matcher shown = FILE.matcher(Files.readString(howTo.resolve("grpc-client.md")));
    assertTrue(shown.find());
    Path example = howTo.resolve("examples").resolve(shown.group(1));
    assertEquals(Files.readString(example), shown.group(2));
    assertTrue(shown.group(2).lines().count() <= 10, "more than ten lines");
    return example;
  }

  @Test
  void theExampleOfTheHowToPrintsAlertsUntilTheServerEnds() throws Exception {
    Path socket = folder.resolve("falco.sock");
    Files.writeString(folder.resolve("rules.yaml"), RULE);
    CaptureFeed capture = CaptureFeed.in(folder);
    Process eyas =
        Program.eyas(
                "-e", capture.pipe().toString(), "-r", "rules.yaml", "-o", "grpc.enabled=true", "-o",
                "grpc_output.enabled=true", "-o", "grpc.bind_address=unix://" + socket)
            .in(folder)
            .start(folder.resolve("out"), folder.resolve("err"));
    try (capture) {
      capture.open(eyas);
      capture.feed(3);
      awaitFile(socket);
      Process client =
          Program.of(
                  Path.of(System.getProperty("java.home"), "bin/java"), "-cp", System.getProperty("java.class.path"),
                  example().toString(), socket.toString())
              .in(folder)
              .start(folder.resolve("seen"), folder.resolve("client.err"));
      awaitLines(folder.resolve("seen"), 3);
      capture.feed(2);
      awaitLines(folder.resolve("seen"), 5);
      capture.close();
      assertTrue(client.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, client.exitValue(), Files.readString(folder.resolve("client.err")));
    } finally {
      eyas.destroy();
    }
    List<String> seen = Files.readAllLines(folder.resolve("seen"));
    for (int i = 0; i < 5; i++) {
      assertTrue(seen.get(i).matches("WARNING .*: Warning opened /f/" + (i + 1) + "\\b.*"), seen.get(i));
    }
    assertEquals(5, seen.size());
  }

  private static void awaitFile(Path file) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(file) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void awaitLines(Path file, int count) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.readAllLines(file).size() < count && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void theBundleBringsItsLibrariesIntoAFramework() throws Exception {
    Path jar = Path.of(System.getProperty("eyas.client")).toRealPath();
    try (Distribution distribution = Distribution.create(Dist.home(), Map.of("eyas.option.version", "true"))) {
      distribution.start();
      Bundle bundle = distribution.context().installBundle(jar.toUri().toString());
      bundle.start();
      assertEquals(Bundle.ACTIVE, bundle.getState());
      Class<?> type = bundle.loadClass("org.eyas.client.AlertClient");
      Path nobody = folder.resolve("nobody");
      try (AutoCloseable client = (AutoCloseable) type.getMethod("unix", Path.class).invoke(null, nobody)) {
        type.getMethod("version").invoke(client);
        throw new AssertionError("nobody answers there");
      } catch (InvocationTargetException e) {
        String message = String.valueOf(e.getCause().getMessage());
        assertTrue(message.startsWith(nobody + ": UNAVAILABLE"), e::toString);
      }
    }
  }
}
