package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.engine.state.encoding.Machine;
import org.junit.jupiter.api.Test;

/** Sockets of which only the source says what they are. */
class ReportedSocketsTest {
  private static final Text ENDS = bytes(2, 192, 0, 2, 7, 0x40, 0x9c, 198, 51, 100, 7, 0xbb, 1);

  private final Machine machine = new Machine();

  private static Text bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return Text.copyOf(bytes);
  }

  private FdInfo descriptor(long number) {
    return machine.thread(Machine.SHELL).descriptors().fd(number);
  }

  @Test
  void aConnectionThatCameFromElsewhereIsAddedAndCopied() {
    machine.state.reports().onSocket(Machine.SHELL, 7, ENDS, true);
    machine.did(Machine.SHELL, "SYSCALL_DUP2_X", 0, 7, 0);
    FdInfo stdin = descriptor(0);
    assertEquals(FdType.IPV4, stdin.type());
    assertEquals("192.0.2.7:40000->198.51.100.7:443", stdin.name().toString());
    assertEquals(FdInfo.L4Protocol.TCP, stdin.l4Protocol());
    machine.executed(Machine.SHELL, "sh", "", "/bin/sh");
    assertEquals(FdType.IPV4, descriptor(0).type());
  }

  @Test
  void aSocketWithoutAPeerHasNoName() {
    machine.state.reports().onSocket(Machine.SHELL, 7, bytes(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), false);
    assertEquals(FdType.IPV4, descriptor(7).type());
    assertEquals("", descriptor(7).name().toString());
    assertFalse(descriptor(7).connected());
  }

  @Test
  void aSocketOfEventsStaysAsItIs() {
    machine.did(Machine.SHELL, "SOCKET_SOCKET_X", 7, 2, 1, 0);
    machine.state.reports().onSocket(Machine.SHELL, 7, ENDS, true);
    assertEquals("", descriptor(7).name().toString());
  }

  @Test
  void damagedReportsChangeNothing() {
    machine.state.reports().onSocket(4711, 7, ENDS, true);
    machine.state.reports().onSocket(Machine.SHELL, -7, ENDS, true);
    machine.state.reports().onSocket(Machine.SHELL, 7, bytes(2, 1, 2), true);
    machine.state.reports().onSocket(Machine.SHELL, 8, bytes(1), true);
    assertFalse(descriptor(7).known());
    assertFalse(descriptor(8).known());
  }
}
