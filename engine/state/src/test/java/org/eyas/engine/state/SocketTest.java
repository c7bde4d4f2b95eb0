package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.process.LoopEvent;
import org.junit.jupiter.api.Test;

class SocketTest {
  private static final long TID = Machine.SHELL;
  private static final byte[] LOCAL = {127, 0, 0, 1};
  private static final byte[] REMOTE = {1, 2, 3, 4};
  private static final byte[] ANY = {0, 0, 0, 0};

  private final Machine machine = new Machine();

  @Test
  void aSocketHasAProtocolAndNoRole() {
    FdInfo tcp = socket(3, 2, 1, 0);
    assertEquals(FdType.IPV4, tcp.type());
    assertEquals(L4Protocol.NONE, tcp.l4Protocol());
    assertEquals(L4Protocol.RAW, socket(4, 2, 3, 1).l4Protocol());
    assertEquals(FdType.NETLINK, socket(5, 16, 3, 0).type());
    assertEquals(FdType.UNIX, socket(6, 1, 1, 0).type());
    assertEquals(FdType.UNKNOWN, socket(7, 17, 3, 0).type());
  }

  @Test
  void connectMakesAClient() {
    socket(3, 2, 1, 6);
    LoopEvent event = machine.begin(TID, "SOCKET_CONNECT_X", 0, inet(LOCAL, 5000, REMOTE, 443), 3, null);
    FdInfo fd = event.fd();
    assertEquals("127.0.0.1:5000->1.2.3.4:443", fd.name().toString());
    assertTrue(fd.nameChanged());
    assertTrue(fd.connected());
    assertTrue(fd.roleClient());
    assertFalse(fd.roleServer());
    assertEquals(L4Protocol.TCP, fd.l4Protocol());
    assertEquals(5000, fd.clientPort());
    assertEquals(443, fd.serverPort());
    assertEquals(Text.copyOf(REMOTE), fd.serverAddress());
    assertTrue(event.isLocalAddress(fd.clientAddress()));
    assertFalse(event.isLocalAddress(fd.serverAddress()));
  }

  @Test
  void anAddressOfTheContainerIsLocal() {
    Reached container = new Reached(Text.copyOf(REMOTE));
    machine.state.setEnrichers(List.of((process, out) -> out.put(ContainerDescription.KEY, container)));
    socket(3, 2, 1, 6);
    LoopEvent event = machine.begin(TID, "SOCKET_CONNECT_X", 0, inet(LOCAL, 5000, REMOTE, 443), 3, null);
    assertTrue(event.isLocalAddress(event.fd().serverAddress()));
    assertTrue(event.isLocalAddress(event.fd().clientAddress()));
    assertFalse(event.isLocalAddress(Text.copyOf(new byte[] {1, 2, 3, 5})));
  }

  private record Reached(Text address) implements ContainerDescription {
    @Override
    public Text json() {
      return Text.EMPTY;
    }

    @Override
    public boolean hasAddress(Bytes wanted) {
      return address.contentEquals(wanted);
    }
  }

  @Test
  void aConnectInProgressCountsAndAFailedOneDoesNot() {
    socket(3, 2, 1, 6);
    assertFalse(machine.did(TID, "SOCKET_CONNECT_X", -111, inet(LOCAL, 1, REMOTE, 2), 3, null).fd().connected());
    assertTrue(machine.did(TID, "SOCKET_CONNECT_X", -115, inet(LOCAL, 1, REMOTE, 2), 3, null).fd().connected());
  }

  @Test
  void theEnterEventOfAConnectHasPriorityUnlessTheKernelContradicts() {
    socket(3, 2, 2, 17);
    machine.did(TID, "SOCKET_CONNECT_E", 3, inet4(new byte[] {9, 9, 9, 9}, 99));
    FdInfo fd = machine.did(TID, "SOCKET_CONNECT_X", 0, inet(LOCAL, 5, REMOTE, 53), 3, inet4(REMOTE, 53)).fd();
    assertEquals("127.0.0.1:5->9.9.9.9:99", fd.name().toString());
  }

  @Test
  void anAddressThatChangesItsFamilyDuringAConnectIsNotTrusted() {
    byte[] inet = inet4(REMOTE, 53);
    byte[] path = unixAddress("");
    byte[] netlink = {16, 0};
    for (byte[] begin : List.of(inet, path, netlink)) {
      for (byte[] end : List.of(inet, path, netlink)) {
        socket(3, 2, 1, 6);
        machine.did(TID, "SOCKET_CONNECT_E", 3, begin);
        assertEquals("127.0.0.1:5->1.2.3.4:53",
            machine.did(TID, "SOCKET_CONNECT_X", 0, inet(LOCAL, 5, REMOTE, 53), 3, end).fd().name().toString());
        socket(4, 1, 1, 0);
        machine.did(TID, "SOCKET_CONNECT_E", 4, begin);
        assertEquals("a->b /run/x",
            machine.did(TID, "SOCKET_CONNECT_X", 0, unix(0xa, 0xb, "/run/x"), 4, end).fd().name().toString());
      }
    }
  }

  @Test
  void mappedAddressesAreIpv4() {
    byte[] mapped = new byte[37];
    mapped[0] = 10;
    mapped[11] = mapped[12] = mapped[29] = mapped[30] = (byte) 0xff;
    System.arraycopy(LOCAL, 0, mapped, 13, 4);
    System.arraycopy(REMOTE, 0, mapped, 31, 4);
    mapped[17] = 7;
    mapped[35] = 8;
    socket(3, 10, 1, 6);
    FdInfo fd = machine.did(TID, "SOCKET_CONNECT_X", 0, mapped, 3, null).fd();
    assertEquals(FdType.IPV4, fd.type());
    assertEquals("127.0.0.1:7->1.2.3.4:8", fd.name().toString());
  }

  @Test
  void bindToAPortMakesAServer() {
    socket(3, 2, 1, 6);
    assertEquals("0.0.0.0:0", machine.did(TID, "SOCKET_BIND_X", 0, inet4(ANY, 0), 3).fd().name().toString());
    assertEquals(FdType.IPV4, machine.thread(TID).descriptors().fd(3).type());
    FdInfo bound = machine.did(TID, "SOCKET_BIND_X", 0, inet4(ANY, 8080), 3).fd();
    assertEquals(FdType.IPV4_SERVER, bound.type());
    assertEquals("0.0.0.0:8080", bound.name().toString());
    assertTrue(bound.roleServer());
    assertEquals(8080, bound.serverPort());
    assertEquals(L4Protocol.TCP, bound.l4Protocol());
    assertFalse(bound.clientAddress().isPresent());
  }

  @Test
  void acceptFilesAConnectionOfAServer() {
    LoopEvent event = machine.begin(TID, "SOCKET_ACCEPT4_6_X", 5, inet(REMOTE, 999, LOCAL, 80), 0, 0, 0, 0);
    FdInfo fd = event.fd();
    assertEquals("1.2.3.4:999->127.0.0.1:80", fd.name().toString());
    assertTrue(fd.roleServer());
    assertTrue(fd.connected());
    assertTrue(fd.nameChanged());
    assertEquals(L4Protocol.TCP, fd.l4Protocol());
    machine.finish();
    assertFalse(machine.did(TID, "SOCKET_ACCEPT_5_X", -11, null, 0, 0, 0).fd().known());
  }

  @Test
  void unixSocketsShowBothPointersAndThePath() {
    socket(3, 1, 1, 0);
    FdInfo fd = machine.did(TID, "SOCKET_CONNECT_X", 0, unix(0xabc, 0xdef, "/run/x"), 3, null).fd();
    assertEquals("abc->def /run/x", fd.name().toString());
    assertTrue(fd.roleClient());
    assertEquals("/run/y", machine.did(TID, "SOCKET_BIND_X", 0, unixAddress("/run/y"), 3).fd().name().toString());
  }

  @Test
  void theKernelsTupleSaysThatASocketIsUnixWhateverTheTableHas() {
    machine.opened(TID, 3, "/etc/hosts", 1); // its close and the socket call were lost
    FdInfo fd = machine.did(TID, "SOCKET_CONNECT_X", 0, unix(0xabc, 0xdef, "/run/x"), 3, null).fd();
    assertEquals(FdType.UNIX, fd.type());
    assertEquals("abc->def /run/x", fd.name().toString());
    assertTrue(fd.roleClient());
  }

  @Test
  void socketPairsAreUnixWithoutAName() {
    FdInfo fd = machine.did(TID, "SOCKET_SOCKETPAIR_X", 0, 3, 4, 1, 2, 1, 1, 0).fd();
    assertEquals(FdType.UNIX, fd.type());
    assertEquals("", fd.name().toString());
    assertTrue(machine.thread(TID).descriptors().fd(3).known());
  }

  @Test
  void aSentDatagramNamesItsSocketAndCompletesItsLocalEnd() {
    socket(3, 2, 2, 17);
    LoopEvent event =
        machine.begin(TID, "SOCKET_SENDTO_X", 4, "data".getBytes(), 3, 4, inet(ANY, 0, new byte[] {10, 0, 0, 9}, 53));
    assertEquals("10.0.0.5:0->10.0.0.9:53", event.fd().name().toString());
    assertTrue(event.fd().nameChanged());
    assertEquals(L4Protocol.UDP, event.fd().l4Protocol());
    machine.finish();
  }

  @Test
  void aReceivedDatagramMakesAServer() {
    socket(3, 2, 2, 17);
    machine.did(TID, "SOCKET_BIND_X", 0, inet4(LOCAL, 53), 3);
    FdInfo fd =
        machine.did(TID, "SOCKET_RECVFROM_X", 4, "data".getBytes(), inet(REMOTE, 999, LOCAL, 53), 3, 4).fd();
    assertTrue(fd.roleServer());
    assertEquals("1.2.3.4:999->127.0.0.1:53", fd.name().toString());
    assertEquals(FdType.IPV4, fd.type());
  }

  @Test
  void aConnectedSocketKeepsItsName() {
    socket(3, 2, 1, 6);
    machine.did(TID, "SOCKET_CONNECT_X", 0, inet(LOCAL, 5000, REMOTE, 443), 3, null);
    FdInfo fd = machine.did(TID, "SOCKET_SENDTO_X", 1, "x".getBytes(), 3, 1, inet(LOCAL, 5000, REMOTE, 444)).fd();
    assertEquals("127.0.0.1:5000->1.2.3.4:443", fd.name().toString());
  }

  @Test
  void sendingAddsAnUnknownSocket() {
    LoopEvent event = machine.did(TID, "SOCKET_SENDTO_X", 1, "x".getBytes(), 9, 1, inet(LOCAL, 5, REMOTE, 6));
    assertEquals("127.0.0.1:5->1.2.3.4:6", event.fd().name().toString());
    assertEquals(L4Protocol.UDP, machine.thread(TID).descriptors().fd(9).l4Protocol());
    assertFalse(machine.did(TID, "SYSCALL_WRITE_X", 1, "x".getBytes(), 10, 1).fd().known());
  }

  @Test
  void readingMakesASocketConnected() {
    socket(3, 2, 1, 6);
    assertFalse(machine.did(TID, "SYSCALL_READ_X", -11, null, 3, 1).fd().connected());
    assertTrue(machine.did(TID, "SYSCALL_READ_X", 1, "x".getBytes(), 3, 1).fd().connected());
  }

  @Test
  void snapshotConnectionsGetTheirDirection() {
    listening(3, 8080);
    connection(4, 8080, 40000);
    connection(5, 40000, 8081);
    FdInfo served = machine.did(TID, "SYSCALL_READ_X", 1, "x".getBytes(), 4, 1).fd();
    assertEquals("1.2.3.4:40000->127.0.0.1:8080", served.name().toString());
    assertTrue(served.roleServer());
    assertTrue(machine.thread(TID).descriptors().fd(5).roleClient());
    assertEquals("127.0.0.1:40000->1.2.3.4:8081", machine.thread(TID).descriptors().fd(5).name().toString());
    assertEquals("0.0.0.0:8080", machine.thread(TID).descriptors().fd(3).name().toString());
  }

  private FdInfo socket(long fd, int domain, int type, int protocol) {
    return machine.did(TID, "SOCKET_SOCKET_X", fd, domain, type, protocol, 0).fd();
  }

  private void listening(long fd, int port) {
    snapshot(fd, FdType.IPV4_SERVER, Text.EMPTY, 0, Text.copyOf(ANY), port);
  }

  private void connection(long fd, int sourcePort, int destinationPort) {
    snapshot(fd, FdType.IPV4, Text.copyOf(LOCAL), sourcePort, Text.copyOf(REMOTE), destinationPort);
  }

  private void snapshot(long fd, FdType type, Text source, int sourcePort, Text destination, int destinationPort) {
    FdSnapshot.Socket ends =
        new FdSnapshot.Socket(source, sourcePort, destination, destinationPort, L4Protocol.TCP, 0, 0);
    machine.state.reports().onFd(TID, new FdSnapshot(fd, type, 1, Text.EMPTY, 0, 0, 0, ends));
  }

  private static byte[] inet(byte[] source, int sourcePort, byte[] destination, int destinationPort) {
    ByteBuffer out = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 2).put(source).putShort((short) sourcePort).put(destination).putShort((short) destinationPort);
    return out.array();
  }

  private static byte[] inet4(byte[] address, int port) {
    ByteBuffer out = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
    return out.put((byte) 2).put(address).putShort((short) port).array();
  }

  private static byte[] unix(long source, long destination, String path) {
    byte[] text = (path + "\0").getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(17 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    return out.put((byte) 1).putLong(source).putLong(destination).put(text).array();
  }

  private static byte[] unixAddress(String path) {
    byte[] text = (path + "\0").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + text.length).put((byte) 1).put(text).array();
  }
}
