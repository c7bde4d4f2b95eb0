package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.event.Hex;
import org.eyas.driver.ptrace.event.OpenFile;
import org.eyas.driver.ptrace.event.OpenSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tuples of sockets, asked through a copy of the descriptor. */
class TraceeSocketEndsTest {
  private static final int TUPLE = 1;
  private static final int EINPROGRESS = 115;
  private static final String LOOPBACK = "7f000001";

  private final FakeCaller caller = new FakeCaller();

  @TempDir Path folder;

  private static String port(InetSocketAddress address) {
    return Hex.of(address.getPort(), 2);
  }

  @Test
  void aConnectionHasBothEnds() throws IOException {
    try (OpenSocket socket = OpenSocket.connected()) {
      InetSocketAddress own = (InetSocketAddress) socket.client().getLocalAddress();
      InetSocketAddress other = (InetSocketAddress) socket.client().getRemoteAddress();
      String tuple = "02" + LOOPBACK + port(own) + LOOPBACK + port(other);
      assertEquals(tuple, caller.call("connect", 0, socket.fd(), 0, 0).params().get(TUPLE));
      assertEquals(tuple, caller.call("connect", -EINPROGRESS, socket.fd(), 0, 0).params().get(TUPLE), "in progress");
      assertEquals(Hex.EMPTY, caller.call("connect", -111, socket.fd(), 0, 0).params().get(TUPLE), "refused");
    }
  }

  @Test
  void aUnixConnectionHasThePathAndNoAddressesOfTheKernel() throws IOException {
    Path path = folder.resolve("socket");
    try (OpenSocket socket = OpenSocket.connected(path)) {
      String tuple = "01" + "00".repeat(16) + Hex.text(path.toString());
      assertEquals(tuple, caller.call("connect", 0, socket.fd(), 0, 0).params().get(TUPLE));
    }
  }

  @Test
  void aDescriptorThatIsNoSocketHasNoTuple() throws IOException {
    try (OpenFile file = OpenFile.of(Path.of("/proc/self/status").toRealPath())) {
      assertEquals(Hex.EMPTY, caller.call("connect", 0, file.fd(), 0, 0).params().get(TUPLE));
      assertEquals(Hex.EMPTY, caller.call("connect", 0, 1 << 20, 0, 0).params().get(TUPLE), "not open");
    }
  }
}
