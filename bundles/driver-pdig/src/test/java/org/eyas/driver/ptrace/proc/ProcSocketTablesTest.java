package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.event.Hex;
import org.eyas.driver.ptrace.event.OpenSocket;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of sockets are found in /proc if the kernel gives no copies of descriptors. */
class ProcSocketTablesTest {
  private static final int BYTES = 128;
  private static final int IPV4_BYTES = 8;

  private final TracerSystemCalls kernel = new TracerSystemCalls(FakeCaller.NUMBERS);
  private final ProcSocketTables tables =
      new ProcSocketTables(kernel, new OpenDescriptors(kernel, new ThreadProcFolders(kernel)));
  private final TraceeSocketEnds ends = new TraceeSocketEnds(kernel, tables);
  private final MemorySegment own = Arena.ofAuto().allocate(BYTES);
  private final MemorySegment other = Arena.ofAuto().allocate(BYTES);

  @TempDir Path folder;

  private static String hex(MemorySegment address, int bytes) {
    return Hex.of(Arrays.copyOf(address.toArray(JAVA_BYTE), bytes));
  }

  @Test
  void aConnectionHasTheSameEndsAsTheSocketItself() throws IOException {
    try (OpenSocket socket = OpenSocket.connected()) {
      assertEquals(TraceeSocketEnds.IPV4, tables.lookUp(FakeCaller.SELF, socket.fd(), own, other));
      ends.lookUp(FakeCaller.SELF, socket.fd());
      assertEquals(hex(ends.own(), IPV4_BYTES), hex(own, IPV4_BYTES));
      assertEquals(hex(ends.other(), IPV4_BYTES), hex(other, IPV4_BYTES));
    }
  }

  @Test
  void aListeningSocketHasOnlyItsOwnEnd() throws IOException {
    try (OpenSocket socket = OpenSocket.connected()) {
      int port = ((InetSocketAddress) socket.server().getLocalAddress()).getPort();
      assertEquals(TraceeSocketEnds.IPV4, tables.lookUp(FakeCaller.SELF, socket.listening(), own, other));
      assertEquals(port, (own.get(JAVA_BYTE, 2) & 0xff) << 8 | own.get(JAVA_BYTE, 3) & 0xff);
      assertEquals("00".repeat(IPV4_BYTES), hex(other, IPV4_BYTES));
    }
  }

  @Test
  void aUnixSocketHasItsPath() throws IOException {
    Path path = folder.resolve("socket");
    try (OpenSocket socket = OpenSocket.connected(path)) {
      assertEquals(TraceeSocketEnds.UNIX, tables.lookUp(FakeCaller.SELF, socket.listening(), own, other));
      String text = Hex.text(path.toString());
      assertEquals("0100" + text, hex(own, 2 + text.length() / 2));
    }
  }

  @Test
  void aDescriptorThatIsNoSocketHasNoFamily() {
    assertEquals(0, tables.lookUp(FakeCaller.SELF, 1 << 20, own, other));
  }
}
