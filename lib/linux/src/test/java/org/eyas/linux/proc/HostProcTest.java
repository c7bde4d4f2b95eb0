package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the host and in containers: {@code own} is the root directory that the process sees, {@code host} the folder of HOST_ROOT. */
class HostProcTest {
  private static final String KERNEL =
      "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 1 0 0 20 0 1 0 0 0 0 18446744073709551615 0 0\n";
  private static final String OTHER = KERNEL.replace("kthreadd", "sh");

  @TempDir private Path folder;
  private Path own;
  private Path host;

  @BeforeEach
  void container() throws IOException {
    own = Files.createDirectory(folder.resolve("own"));
    host = folder.resolve("host");
    proc(own, "1", OTHER, "pid:[4026532201]");
  }

  private static void proc(Path root, String self, String second, String namespace) throws IOException {
    Path proc = root.resolve("proc");
    Files.createDirectories(proc.resolve(self + "/ns"));
    Files.createDirectories(proc.resolve("2"));
    Files.writeString(proc.resolve("2/stat"), second);
    Files.createSymbolicLink(proc.resolve("self"), Path.of(self));
    Files.createSymbolicLink(proc.resolve(self + "/ns/pid"), Path.of(namespace));
  }

  private HostProc found() {
    return HostProc.of(host, own);
  }

  @Test
  void theMountedOneHasTheIdThatEventsContain() throws IOException {
    proc(host, "4711", KERNEL, "pid:[4026532201]");
    assertEquals(host.resolve("proc"), found().folder());
    assertEquals(host, found().root());
    assertEquals(OptionalLong.of(4711), found().ownPid());
    assertEquals(Optional.empty(), found().problem());
  }

  @Test
  void inTheNamespaceOfTheHostItIsTheOwnOne() throws IOException {
    proc(own.resolve("pid-host"), "4711", KERNEL, "pid:[4026531836]");
    assertEquals(OptionalLong.of(4711), HostProc.of(host, own.resolve("pid-host")).ownPid());
  }

  @Test
  void onAHostThatHidesProcessesOfOthersTheNamespaceIsEnough() throws IOException {
    Path hiding = own.resolve("hidepid");
    proc(hiding, "4711", "", "pid:[4026531836]");
    assertEquals(OptionalLong.of(4711), HostProc.of(host, hiding).ownPid());
  }

  @Test
  void withoutOneTheIdIsNotKnownAndThatIsSaid() {
    assertEquals(own.resolve("proc"), found().folder());
    assertEquals(own, found().root());
    assertEquals(OptionalLong.empty(), found().ownPid());
    assertEquals(
        own.resolve("proc")
            + " does not show the processes of the host: those that started before Eyas are unknown, and rules may"
            + " miss them; the system calls of Eyas itself are recorded like those of others. Mount the host's /proc below HOST_ROOT"
            + " (-v /proc:/host/proc:ro), or share its process namespace (--pid host), and restart",
        found().problem().orElseThrow());
  }

  @Test
  void otherFilesOfTheHostAreFoundWithoutItsProc() throws IOException {
    Files.createDirectory(host);
    assertEquals(host, found().root());
    assertEquals(own.resolve("proc"), found().folder());
    assertEquals(OptionalLong.empty(), found().ownPid());
  }

  @Test
  void theProcOfAContainerThatPlaysAHostDoesNotCount() throws IOException {
    proc(host, "4711", OTHER, "pid:[4026532201]"); // a node of a cluster whose nodes are containers
    assertEquals(OptionalLong.empty(), found().ownPid());
    assertTrue(found().problem().orElseThrow().startsWith(host.resolve("proc") + " does not show"));
  }

  @Test
  void whereThisProcessIsNotShownItsIdIsNotKnown() throws IOException {
    proc(host, "4711", KERNEL, "pid:[4026532201]");
    Files.delete(host.resolve("proc/self"));
    assertEquals(OptionalLong.empty(), found().ownPid());
  }
}
