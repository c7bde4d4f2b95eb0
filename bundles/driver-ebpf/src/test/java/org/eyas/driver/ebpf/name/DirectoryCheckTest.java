package org.eyas.driver.ebpf.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.linux.proc.HostProc;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCheckTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path folder;
  @AutoClose private final PathNameCheck names = new PathNameCheck(ByteBuffer.allocate(64), HostProc.of(Map.of()));
  private Path real;
  private Path link;

  @BeforeEach
  void directories() throws IOException {
    real = Files.createDirectory(folder.resolve("real"));
    link = Files.createSymbolicLink(folder.resolve("link"), real);
    Files.createDirectory(folder.resolve("other"));
  }

  private List<String> corrections(Bytes known) {
    StateRecorder state = new StateRecorder();
    state.knownDirectory = known;
    new DirectoryCheck(names).compare(new PathClaim(SELF, 7, "", real.toString(), -1), state, System.nanoTime());
    return state.directories;
  }

  @Test
  void aDirectoryThatIsKnownUnderAnotherPathIsCorrected() {
    List<String> correction = List.of(SELF + " 7 " + real);
    assertEquals(correction, corrections(Text.of(folder + "/other")));
    assertEquals(correction, corrections(Text.of(folder + "/missing")));
    assertEquals(correction, corrections(Text.of("relative")));
    assertEquals(correction, corrections(Text.ABSENT));
    assertEquals(correction, corrections(Text.of("/proc/self/root" + real)));
  }

  @Test
  void aNameOfTheDirectoryStays() {
    assertEquals(List.of(), corrections(Text.of(real.toString())));
    assertEquals(List.of(), corrections(Text.of(link.toString())));
  }
}
