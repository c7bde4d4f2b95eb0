package org.eyas.driver.ptrace.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of sockets are found in /proc if the kernel gives no copies of descriptors. */
class SocketTablesTest {
  private static final int BYTES = 128;
  private static final int IPV4_BYTES = 8;

  private final SystemCalls kernel = new SystemCalls(FakeCaller.NUMBERS);
  private final SocketTables tables = new SocketTables(kernel, new OpenDescriptors(kernel, new ThreadFolders(kernel)));
  private final SocketEnds ends = new SocketEnds(kernel, tables);
  private final MemorySegment own = Arena.ofAuto().allocate(BYTES);
  private final MemorySegment other = Arena.ofAuto().allocate(BYTES);

  @TempDir Path folder;

  private static String hex(MemorySegment address, int bytes) {
    return Hex.of(Arrays.copyOf(address.toArray(JAVA_BYTE), bytes));
  }

  @Test
  void aConnectionHasTheSameEndsAsTheSocketItself() throws IOException {
    try (OpenSocket socket = OpenSocket.connected()) {
      assertEquals(SocketEnds.IPV4, tables.look(FakeCaller.SELF, socket.fd(), own, other));
      ends.look(FakeCaller.SELF, socket.fd());
      assertEquals(hex(ends.own(), IPV4_BYTES), hex(own, IPV4_BYTES));
      assertEquals(hex(ends.other(), IPV4_BYTES), hex(other, IPV4_BYTES));
    }
  }

  @Test
  void aListeningSocketHasOnlyItsOwnEnd() throws IOException {
    try (OpenSocket socket = OpenSocket.connected()) {
      int port = ((InetSocketAddress) socket.server().getLocalAddress()).getPort();
      assertEquals(SocketEnds.IPV4, tables.look(FakeCaller.SELF, socket.listening(), own, other));
      assertEquals(port, (own.get(JAVA_BYTE, 2) & 0xff) << 8 | own.get(JAVA_BYTE, 3) & 0xff);
      assertEquals("00".repeat(IPV4_BYTES), hex(other, IPV4_BYTES));
    }
  }

  @Test
  void aUnixSocketHasItsPath() throws IOException {
    Path path = folder.resolve("socket");
    try (OpenSocket socket = OpenSocket.connected(path)) {
      assertEquals(SocketEnds.UNIX, tables.look(FakeCaller.SELF, socket.listening(), own, other));
      String text = Hex.text(path.toString());
      assertEquals("0100" + text, hex(own, 2 + text.length() / 2));
    }
  }

  @Test
  void aDescriptorThatIsNoSocketHasNoFamily() {
    assertEquals(0, tables.look(FakeCaller.SELF, 1 << 20, own, other));
  }
}
