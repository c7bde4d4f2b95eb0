package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap that the start script chooses in a cgroup with a memory limit. */
class HeapSizeTest {
  private static final Path SCRIPT = Path.of("../dist/src/main/dist/lib/heap.sh").toAbsolutePath();
  private static final long MB = 1 << 20;

  @TempDir private Path root;

  private void file(String path, Object content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content + "\n");
  }

  private int heap() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-eu", "-c", ". \"$1\"; find_heap \"$2\"; echo \"$HEAP_MB\"", "sh", SCRIPT.toString(),
            root.toString())
            .redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), out);
    return Integer.parseInt(out);
  }

  @Test
  void itIs256MbWithoutALimit() throws Exception {
    assertEquals(256, heap());
    file("proc/self/cgroup", "0::/system.slice/eyas.service");
    file("sys/fs/cgroup/system.slice/eyas.service/memory.max", "max");
    assertEquals(256, heap());
  }

  @Test
  void itIsTwoFifthsOfTheLimitOfTheGroupOrOneAboveIt() throws Exception {
    file("proc/self/cgroup", "0::/system.slice/eyas.service");
    file("sys/fs/cgroup/system.slice/memory.max", 256 * MB);
    file("sys/fs/cgroup/system.slice/eyas.service/memory.max", "max");
    assertEquals(102, heap());
    file("sys/fs/cgroup/system.slice/eyas.service/memory.max", 160 * MB);
    assertEquals(64, heap());
    file("sys/fs/cgroup/system.slice/eyas.service/memory.max", 4_096 * MB);
    assertEquals(102, heap());
  }

  @Test
  void theLimitsOfCgroupsOfVersion1AreReadToo() throws Exception {
    file("proc/self/cgroup", "5:devices:/\n4:cpu,memory:/docker/3ad7b26ded6d\n0::/");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", 200 * MB); // in the container, the path of the host does not exist
    assertEquals(80, heap());
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", 9_223_372_036_854_771_712L);
    assertEquals(256, heap());
  }

  @Test
  void itIsAtLeast48Mb() throws Exception {
    file("proc/self/cgroup", "0::/");
    file("sys/fs/cgroup/memory.max", 64 * MB);
    assertEquals(48, heap());
  }
}
