package org.eyas.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceReaderTest {
  @TempDir private Path host;

  private void file(String name, String text) throws IOException {
    Path path = host.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void readsTheHostsNumbersBelowItsRoot() throws IOException {
    file("proc/stat",
        "cpu  10 20 30 900 20 10 10 0 0 0\ncpu0 1 2\ncpu1 1 2\ncpu10 1 2\nctxt 5\nbtime 1700000000\nprocesses 9\nprocs_running 4\n");
    file("proc/meminfo",
        "MemTotal:       1000 kB\nMemFree:         300 kB\nMemAvailable: 500 kB\nBuffers: 50 kB\nCached: 150 kB\nSwapCached: 7 kB\n");
    file("proc/sys/fs/file-nr", "1847\t0\t2466170\n");
    file("group", "123456\n");
    ResourceReader reader = new ResourceReader(host, host.resolve("group").toString(), Instant.now().minusSeconds(100));
    ResourceUsage read = reader.read();
    assertEquals(10.0, read.hostCpuPercent());
    assertEquals(500, read.hostMemoryKb());
    assertEquals(4, read.hostRunning());
    assertEquals(1_847, read.hostFiles());
    assertEquals(123_456, read.containerBytes());
    EngineState.Host machine = reader.host("shop");
    assertEquals(1_700_000_000_000_000_000L, machine.booted());
    assertEquals("shop", machine.name());
    assertEquals(3, machine.processors());
  }

  @Test
  void missingFilesCountAsZero() {
    ResourceReader reader = new ResourceReader(host, host.resolve("none").toString(), Instant.now().minusSeconds(1));
    assertEquals(0, reader.read().hostMemoryKb());
    assertEquals(0, reader.read().hostCpuPercent());
    assertEquals(0, reader.read().containerBytes());
  }

  @Test
  void aFileBelowProcSysIsReadCompletely() {
    Path files = Path.of("/proc/sys/fs/file-nr");
    if (Files.exists(files)) {
      assertEquals(3, ProcFile.text(files).strip().split("\\s+").length);
    }
  }

  @Test
  void theEngineItselfUsesMemoryAndTime() {
    ResourceUsage read = new ResourceReader(Path.of("/"), null, Instant.now().minusSeconds(60)).read();
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertTrue(read.rssKb() > 1_000 && read.vszKb() > read.rssKb(), read::toString);
    }
  }
}
