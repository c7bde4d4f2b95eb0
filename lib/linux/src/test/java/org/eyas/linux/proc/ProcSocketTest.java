package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.junit.jupiter.api.Test;

class ProcSocketTest {
  private static final String TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17 1 0000 100 0 0 10 0
         1: 0100007F:C350 0200A8C0:01BB 01 00000000:00000000 00:00000000 00000000     0        0 18 1 0000 20 4 30 10 -1
      """;
  private static final String TCP6 =
      """
        sl  local_address                         remote_address                        st tx_queue rx_queue tr tm inode
         0: 00000000000000000000000001000000:0050 B80D01200000000000000000EFBE0000:1F90 01 0:0 00:0 0 0 0 77 1 0 20 4 0 10
      """;
  private static final String UNIX =
      """
      Num       RefCount Protocol Flags    Type St Inode Path
      ffff8881: 00000002 00000000 00010000 0001 01 30 /run/a b.sock
      ffff8882: 00000003 00000000 00000000 0001 03 31
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLineWithoutAWholeAddressIsSkipped() {
    for (String column : List.of("00000000", "0000:0016", "000000:0016", ":0016", "0000000000:0016")) {
      String line = "  0: " + column + " 00000000:0000 0A 0:0 0:0 0 0 0 17 1\n";
      assertEquals(List.of(), ProcSocket.parseInet(bytes("sl\n" + line), L4Protocol.TCP), column);
    }
  }

  @Test
  void aListeningSocketIsAServer() {
    ProcSocket socket = ProcSocket.parseInet(bytes(TCP), L4Protocol.TCP).getFirst();
    assertEquals(17, socket.inode());
    assertEquals(FdType.IPV4_SERVER, socket.type());
    assertEquals(22, socket.socket().destinationPort());
    assertEquals(L4Protocol.TCP, socket.socket().protocol());
  }

  @Test
  void aConnectionHasBothEndsInNetworkOrder() {
    ProcSocket socket = ProcSocket.parseInet(bytes(TCP), L4Protocol.TCP).get(1);
    assertEquals(FdType.IPV4, socket.type());
    assertEquals(Text.copyOf(new byte[] {127, 0, 0, 1}), socket.socket().source());
    assertEquals(50_000, socket.socket().sourcePort());
    assertEquals(Text.copyOf(new byte[] {(byte) 192, (byte) 168, 0, 2}), socket.socket().destination());
    assertEquals(443, socket.socket().destinationPort());
  }

  @Test
  void addressesOfIpv6AreTurnedRoundByWords() {
    ProcSocket socket = ProcSocket.parseInet(bytes(TCP6), L4Protocol.TCP).getFirst();
    assertEquals(FdType.IPV6, socket.type());
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    assertEquals(Text.copyOf(loopback), socket.socket().source());
    byte[] remote = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xbe, (byte) 0xef};
    assertEquals(Text.copyOf(remote), socket.socket().destination());
    assertEquals(8080, socket.socket().destinationPort());
  }

  @Test
  void aUnixSocketHasItsPathWithBlanks() {
    List<ProcSocket> sockets = ProcSocket.parseUnix(bytes(UNIX));
    assertEquals(30, sockets.getFirst().inode());
    assertEquals(Text.of("/run/a b.sock"), sockets.getFirst().path());
    assertEquals(0xffff8881L, sockets.getFirst().socket().sourcePointer());
    assertEquals(Text.EMPTY, sockets.get(1).path());
  }

  @Test
  void halfLinesArePassedOver() {
    assertEquals(1, ProcSocket.parseInet(bytes(TCP.substring(0, TCP.length() - 60)), L4Protocol.TCP).size());
    assertEquals(List.of(), ProcSocket.parseInet(new byte[0], L4Protocol.UDP));
    assertEquals(List.of(), ProcSocket.parseUnix(bytes("Num\nnonsense of seven or more words in it yes\n")));
  }
}
