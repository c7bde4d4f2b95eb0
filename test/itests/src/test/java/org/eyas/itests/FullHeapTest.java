package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose heap is full says so, and not where the alerts are. */
class FullHeapTest {
  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @Test
  void itEndsWithItsSizeAndTheRemedy() throws Exception {
    eyas.start(
        Program.eyas("-o", "engine.kind=nodriver", "-o", "log_syslog=false", "-o", "webserver.enabled=false")
            .and("-o", "eyas.control.enabled=false")
            .with("EYAS_JAVA_OPTS", "-Xms8m -Xmx8m -Xmn2m"));
    eyas.awaitEnd(3);
    assertEquals("", eyas.read("out"));
    String line = "Error: the heap (-Xmx8m) is full, so this process ends with 3. ";
    assertEquals(1, eyas.lines("err").stream().filter(text -> text.startsWith(line)).count(), eyas::err);
  }
}
