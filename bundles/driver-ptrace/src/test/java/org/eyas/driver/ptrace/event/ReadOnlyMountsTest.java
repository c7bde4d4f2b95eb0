package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.junit.jupiter.api.Test;

class ReadOnlyMountsTest {
  private final SystemCalls kernel = new SystemCalls(FakeCaller.NUMBERS);
  private final ProcPath paths = new ProcPath();
  private final ReadOnlyMounts mounts = new ReadOnlyMounts(kernel, paths);

  @Test
  void everyMountOfThisProcessHasTheFlagOfItsFileSystem() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/mountinfo"));
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      String[] fileSystem = line.substring(line.indexOf(" - ")).split(" ");
      boolean isReadOnly = List.of(fileSystem[4].split(",")).contains("ro");
      long number = Long.parseLong(line.substring(0, line.indexOf(' ')));
      assertEquals(isReadOnly, mounts.isReadOnly(FakeCaller.SELF, number), line);
    }
  }

  @Test
  void aMountThatIsNotKnownCountsAsWritable() {
    assertFalse(mounts.isReadOnly(FakeCaller.SELF, -1));
    assertFalse(mounts.isReadOnly(Integer.MAX_VALUE, 1));
  }

  @Test
  void theMountOfAFileIsInTheFile() throws IOException {
    FileFacts file = new FileFacts(kernel);
    assertTrue(file.look(paths.of(FakeCaller.SELF, ProcPath.bytes("/exe"))));
    List<String> lines = Files.readAllLines(Path.of("/proc/self/mountinfo"));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith(file.mount() + " ")), file.mount() + " in " + lines);
  }
}
