package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary files of a run that was killed are removed by the next start. */
class KilledRunTest {
  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private List<Path> storages() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("tmp"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("eyas-")).toList();
    }
  }

  private void start() throws Exception {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-o", "engine.kind=nodriver", "-o", "webserver.enabled=false")
            .with("EYAS_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("tmp")));
    eyas.await("its rules", () -> eyas.err().contains("Loaded event sources"));
  }

  @Test
  void theNextStartRemovesIt() throws Exception {
    Files.createDirectory(folder.resolve("tmp"));
    start();
    eyas.process().destroyForcibly().waitFor();
    assertEquals(1, storages().size());
    Path left = storages().getFirst();
    Files.setLastModifiedTime(left.resolve("lock"), FileTime.from(Instant.EPOCH));
    start();
    eyas.await("an empty place", () -> Files.notExists(left));
    assertEquals(1, storages().size());
    eyas.process().destroy();
    eyas.awaitEnd();
    assertTrue(storages().isEmpty());
  }
}
