package org.eyas.driver.ptrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadOnlyMountsTest {
  private final SystemCalls kernel = new SystemCalls(FakeCaller.NUMBERS);
  private final ThreadFolders folders = new ThreadFolders(kernel);
  private final ReadOnlyMounts mounts = new ReadOnlyMounts(kernel, folders);

  @AfterEach
  void close() {
    folders.close();
  }

  @Test
  void everyMountOfThisProcessHasTheFlagOfItsFileSystem() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/mountinfo"));
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      String[] fileSystem = line.substring(line.indexOf(" - ")).split(" ");
      boolean isReadOnly = List.of(fileSystem[4].split(",")).contains("ro");
      long number = Long.parseLong(line.substring(0, line.indexOf(' ')));
      assertEquals(isReadOnly, mounts.isListed(FakeCaller.SELF, number), line);
    }
  }

  @Test
  void aMountThatIsNotKnownCountsAsWritable() {
    assertFalse(mounts.isListed(FakeCaller.SELF, -1));
    assertFalse(mounts.isListed(Integer.MAX_VALUE, 1));
  }

  @Test
  void theMountOfAFileIsInTheFile() throws IOException {
    FileFacts file = new FileFacts(kernel);
    long mount = file.lookForMount(folders.of(FakeCaller.SELF), ProgramFile.LINK);
    List<String> lines = Files.readAllLines(Path.of("/proc/self/mountinfo"));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith(mount + " ")), mount + " in " + lines);
  }

  @Test
  void theKernelSaysTheSameAboutAMountAsTheFile() throws IOException {
    FileFacts file = new FileFacts(kernel);
    MountFlags flags = new MountFlags(kernel);
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      MemorySegment place = Arena.ofAuto().allocateFrom(line.split(" ")[4]);
      boolean isFound = file.look(SystemCalls.AT_FDCWD, place);
      assumeTrue(!isFound || file.uniqueMount() >= 0, "skipped: before Linux 6.8 the kernel does not show single mounts");
      if (isFound) {
        assertTrue(flags.look(file.uniqueMount()), line);
        boolean isReadOnly = flags.isReadOnly();
        assertEquals(mounts.isListed(FakeCaller.SELF, file.lookForMount(SystemCalls.AT_FDCWD, place)), isReadOnly, line);
      }
    }
  }

  @Test
  void theKernelHasNoFlagsOfAMountThatDoesNotExist() {
    assertFalse(new MountFlags(kernel).look(1));
  }
}
