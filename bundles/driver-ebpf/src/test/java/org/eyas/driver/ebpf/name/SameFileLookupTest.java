package org.eyas.driver.ebpf.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.driver.ebpf.name.SameFileLookup.Answer;
import org.eyas.linux.proc.HostProc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameFileLookupTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final HostProc HOST = HostProc.of(Map.of());
  private static final long GONE = 0x7ffffff0; // larger than any process id

  @TempDir Path folder;
  private Path file;
  private Path other;
  private Path link;

  @BeforeEach
  void files() throws IOException {
    file = Files.createFile(folder.resolve("file"));
    other = Files.createFile(folder.resolve("other"));
    link = Files.createSymbolicLink(folder.resolve("link"), file);
  }

  private Answer ask(long thread, String given, Path real) {
    return SameFileLookup.ofFileSystems(HOST).ask(new PathClaim(thread, PathClaim.CURRENT_DIRECTORY, given, real.toString(), 1));
  }

  @Test
  void aSymbolicLinkIsANameOfItsTarget() {
    assertEquals(Answer.SAME, ask(SELF, link.toString(), file));
    assertEquals(Answer.SAME, ask(SELF, folder + "/../" + folder.getFileName() + "/file", file));
  }

  @Test
  void aPathThroughALinkOfProcIsNoName() {
    assertEquals(Answer.OTHER, ask(SELF, "/proc/self/root" + file, file));
    assertEquals(Answer.OTHER, ask(SELF, "/proc/" + SELF + "/root" + file, file));
    Path root = Path.of("").toAbsolutePath().relativize(Path.of("/proc/self/root"));
    assertEquals(Answer.OTHER, ask(SELF, root + file.toString(), file));
  }

  @Test
  void anotherFileIsNot() {
    assertEquals(Answer.OTHER, ask(SELF, other.toString(), file));
    assertEquals(Answer.OTHER, ask(SELF, "/nowhere", file));
    assertEquals(Answer.OTHER, ask(SELF, "", file));
  }

  @Test
  void whatTheKernelHasInMemoryIsAnsweredWithoutAFileSystem() throws InterruptedException {
    Thread.sleep(50); // the access time of a link must be later than its creation, or following it the next time has to update it
    ask(SELF, link.toString(), file);
    PathClaim claim = new PathClaim(SELF, PathClaim.CURRENT_DIRECTORY, link.toString(), file.toString(), 1);
    assertEquals(Answer.SAME, SameFileLookup.ofMemory(HOST).ask(claim));
  }

  @Test
  void withoutTheHostsProcNothingIsAName() throws IOException {
    Files.createDirectory(folder.resolve("proc")); // has no kernel threads
    HostProc container = HostProc.of(Map.of("HOST_ROOT", folder.toString()));
    PathClaim claim = new PathClaim(SELF, PathClaim.CURRENT_DIRECTORY, link.toString(), file.toString(), 1);
    assertEquals(Answer.OTHER, SameFileLookup.ofFileSystems(container).ask(claim));
  }

  @Test
  void aRelativePathBeginsWhereTheThreadIs() {
    Path here = Path.of("").toAbsolutePath();
    assertEquals(Answer.SAME, ask(SELF, ".", here));
    assertEquals(Answer.OTHER, ask(SELF, "..", here));
  }

  @Test
  void selfIsTheThreadThatOpenedIt() {
    assertEquals(Answer.SAME, ask(SELF, "/proc/self/stat", Path.of("/proc/" + SELF + "/stat")));
    assertEquals(Answer.SAME, ask(SELF, "/proc/net/dev", Path.of("/proc/" + SELF + "/net/dev")));
    assertEquals(Answer.SAME, ask(GONE, "/proc/self/stat", Path.of("/proc/" + GONE + "/stat")));
    assertEquals(Answer.OTHER, ask(SELF, "/proc/self/stat", Path.of("/proc/1/stat")));
    assertEquals(Answer.OTHER, ask(SELF, "/proc/self/stat", Path.of("/proc/" + SELF + "/status")));
  }

  @Test
  void aThreadThatIsGoneSawTheMachinesOwnFiles() {
    assertEquals(Answer.SAME, ask(GONE, link.toString(), file));
    assertEquals(Answer.OTHER, ask(GONE, other.toString(), file));
  }
}
