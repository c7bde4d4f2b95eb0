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
import org.eyas.launcher.DistributionFramework;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The client library: the code of its how-to, and the bundle in a framework. */
@Timeout(180)
class JavaClientTest {
  private static final Pattern FILE = Pattern.compile("```java file=(\\S+)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

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
    eyas.write("rules.yaml", CaptureFeed.RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(
          capture, "-o", "grpc.enabled=true", "-o", "grpc_output.enabled=true", "-o", "grpc.bind_address=unix://" + socket);
      capture.feed(3);
      eyas.await("the socket", () -> Files.exists(socket));
      Process client =
          Program.of(
              Path.of(System.getProperty("java.home"), "bin/java"), "-cp", System.getProperty("java.class.path"),
              example().toString(), socket.toString())
              .in(folder)
              .start(folder.resolve("seen"), folder.resolve("client.err"));
      ConditionWait.until(client, () -> eyas.lines("seen").size() >= 3, () -> eyas.read("client.err"));
      capture.feed(2);
      ConditionWait.until(client, () -> eyas.lines("seen").size() >= 5, () -> eyas.read("client.err"));
      capture.close();
      assertTrue(client.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, client.exitValue(), () -> eyas.read("client.err"));
    }
    List<String> seen = eyas.lines("seen");
    for (int i = 0; i < 5; i++) {
      assertTrue(seen.get(i).matches("WARNING .*: Warning opened /f/" + (i + 1) + "\\b.*"), seen.get(i));
    }
    assertEquals(5, seen.size());
  }

  @Test
  void theBundleBringsItsLibrariesIntoAFramework() throws Exception {
    Path jar = Path.of(System.getProperty("eyas.client")).toRealPath();
    try (DistributionFramework distribution = DistributionFramework.create(Dist.home(), Map.of("eyas.option.version", "true"))) {
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
