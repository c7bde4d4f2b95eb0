package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.event.ProgramFile;
import org.eyas.driver.ptrace.event.ReadOnlyMounts;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadOnlyMountsTest {
  private final TracerSystemCalls kernel = new TracerSystemCalls(FakeCaller.NUMBERS);
  private final ThreadProcFolders folders = new ThreadProcFolders(kernel);
  private final ReadOnlyMounts mounts = new ReadOnlyMounts(kernel, folders);

  @AfterEach
  void close() {
    folders.close();
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo"));
  }

  // Whether the file system of a line is read-only.
  private static boolean isReadOnly(String line) {
    String[] fileSystem = line.substring(line.indexOf(" - ")).split(" ");
    return List.of(fileSystem[4].split(",")).contains("ro");
  }

  @Test
  void everyMountOfThisProcessHasTheFlagOfItsFileSystem() throws IOException {
    assertFalse(lines().isEmpty());
    for (String line : lines()) {
      long number = Long.parseLong(line.substring(0, line.indexOf(' ')));
      assertEquals(isReadOnly(line), mounts.isReadOnlyInList(FakeCaller.SELF, number), line);
    }
  }

  @Test
  void aMountThatIsNotKnownCountsAsWritable() {
    assertFalse(mounts.isReadOnlyInList(FakeCaller.SELF, -1));
    assertFalse(mounts.isReadOnlyInList(Integer.MAX_VALUE, 1));
  }

  @Test
  void theMountOfAFileIsInTheFile() throws IOException {
    FileAttributes file = new FileAttributes(kernel);
    long mount = file.lookForMount(folders.of(FakeCaller.SELF), ProgramFile.LINK);
    List<String> lines = lines();
    assertTrue(lines.stream().anyMatch(line -> line.startsWith(mount + " ")), mount + " in " + lines);
  }

  @Test
  void theKernelSaysTheSameAboutAMountAsTheFile() throws IOException {
    FileAttributes file = new FileAttributes(kernel);
    MountFlags flags = flags();
    Map<String, String> shown = new HashMap<>();
    for (String line : lines()) {
      MemorySegment place = path(line.split(" ")[4]);
      boolean isFound = file.lookUp(TracerSystemCalls.AT_FDCWD, place);
      long unique = file.uniqueMount();
      boolean isOnTop = line.startsWith(file.lookForMount(TracerSystemCalls.AT_FDCWD, place) + " ");
      if (isFound && isOnTop) { // else the place has another name here, or another mount covers it
        shown.put(line, !flags.lookUp(unique) ? "not shown" : flags.isReadOnly() ? "ro" : "rw");
      }
    }
    shown.keySet().retainAll(lines()); // other programs may change mounts meanwhile
    assertFalse(shown.isEmpty());
    shown.forEach((line, option) -> assertEquals(isReadOnly(line) ? "ro" : "rw", option, line));
  }

  private MountFlags flags() {
    MountFlags flags = new MountFlags(kernel);
    FileAttributes root = new FileAttributes(kernel);
    root.lookUp(TracerSystemCalls.AT_FDCWD, path("/"));
    assumeTrue(root.uniqueMount() >= 0, "skipped: before Linux 6.8 the kernel does not show single mounts");
    assumeTrue(flags.lookUp(root.uniqueMount()),
        "skipped: statmount(2) is forbidden here, by a filter or by the place of the root");
    return flags;
  }

  private static MemorySegment path(String path) {
    return Arena.ofAuto().allocateFrom(path);
  }

  @Test
  void theKernelHasNoFlagsOfAMountThatDoesNotExist() {
    assertFalse(flags().lookUp(Long.MAX_VALUE));
  }
}
