package org.eyas.engine.field.process;

import static org.eyas.engine.field.FieldsUnderTest.json;
import static org.eyas.engine.field.FieldsUnderTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.FieldsUnderTest;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the input of a shell comes from. */
class RelayFieldsTest {
  private static final String PEER = "192.0.2.7:40000->198.51.100.7:443";

  private final FakeProcess init = FakeProcess.of(1, "systemd");
  private final FakeProcess relay = init.child(50, "socat");
  private final FakeProcess shell = relay.child(60, "sh");

  RelayFieldsTest() {
    relay.program.exepath = Text.of("/usr/bin/socat");
  }

  private static FakeFd connection(String server) {
    return FakeFd.tcp(7, server.contains(":") ? "2001:db8::1" : "192.0.2.7", 40000, server, 443);
  }

  private static FakeFd paired(FakeFd fd, long pair) {
    fd.pair = pair;
    return fd;
  }

  private static FakeEvent event(FakeProcess by) {
    return FakeEvent.of(FieldsUnderTest.type("SYSCALL_CLOSE_X"), 0, 3).by(by);
  }

  private @Nullable String found(FakeProcess process) {
    return text("proc.relay.connection", event(process));
  }

  @Test
  void findsTheAncestorThatHasTheOtherEndOfThePipe() {
    shell.with(paired(FakeFd.of(0, FdType.PIPE, ""), 99));
    assertNull(found(shell));
    relay.with(connection("198.51.100.7"));
    assertNull(found(shell), "the parent does not have the pipe");
    relay.with(paired(FakeFd.of(5, FdType.PIPE, ""), 98)).with(paired(FakeFd.of(4, FdType.PIPE, ""), 99));
    assertEquals(PEER, found(shell));
    assertEquals("/usr/bin/socat", text("proc.relay.exepath", event(shell)));
    assertEquals(50L, json("proc.relay.pid", event(shell)));
    FakeProcess inner = shell.child(61, "bash").with(paired(FakeFd.of(0, FdType.PIPE, ""), 99));
    assertEquals(PEER, found(inner));
    assertEquals(50L, json("proc.relay.pid", event(inner)), "the shell in between has the pipe, and no connection");
  }

  @Test
  void aRelayThatIsNotConnectedYetHasAnId() {
    shell.with(paired(FakeFd.of(0, FdType.PIPE, ""), 99));
    relay.with(paired(FakeFd.of(4, FdType.PIPE, ""), 99));
    assertNull(found(shell));
    assertEquals(50L, json("proc.relay.pid", event(shell)));
    assertEquals("/usr/bin/socat", text("proc.relay.exepath", event(shell)));
    assertNull(json("proc.relay.pid", event(relay)));
  }

  @Test
  void aPipeHasTheSameNumberAtBothEnds() {
    shell.with(paired(FakeFd.of(1, FdType.PIPE, ""), 98));
    FakeProcess next = init.child(70, "nc").with(paired(FakeFd.of(0, FdType.PIPE, ""), 98));
    assertEquals(98L, json("proc.pipe.stdout", event(shell)));
    assertEquals(98L, json("proc.pipe.stdin", event(next)));
    assertNull(json("proc.pipe.stdin", event(shell)));
    assertNull(json("proc.pipe.stdout", event(next.with(FakeFd.of(1, FdType.FILE, "/tmp/x")))));
  }

  @Test
  void findsAPairOfSocketsAsWell() {
    shell.with(paired(FakeFd.of(0, FdType.UNIX, ""), 0xffff_8000_1234L));
    relay.with(paired(FakeFd.of(4, FdType.UNIX, ""), 0xffff_8000_1234L)).with(connection("2001:db8::7"));
    assertEquals("2001:db8::1:40000->2001:db8::7:443", found(shell));
  }

  @Test
  void findsTheAncestorOutsideOfTheTerminal() {
    relay.with(connection("198.51.100.7"));
    assertNull(found(shell), "neither has a terminal");
    shell.usage.tty = 0x8801;
    assertEquals(PEER, found(shell));
    FakeProcess inner = shell.child(61, "bash");
    inner.usage.tty = 0x8801;
    assertEquals(PEER, found(inner));
    relay.usage.tty = 0x8801;
    assertNull(found(shell), "the terminal comes from above");
  }

  @Test
  void aTerminalThatAnotherProgramMadeInBetweenHidesTheConnection() {
    relay.with(connection("198.51.100.7"));
    shell.usage.tty = 0x8801;
    FakeProcess script = shell.child(61, "script");
    script.usage.tty = 0x8801;
    FakeProcess inner = script.child(62, "bash");
    inner.usage.tty = 0x8802;
    assertNull(found(inner));
  }

  @Test
  void theConnectionOfTheProcessItselfComesFirst() {
    FakeFd stdin = connection("198.51.100.7");
    stdin.number = 0;
    shell.with(stdin);
    assertEquals(PEER, found(shell));
    assertEquals("/usr/bin/socat", text("proc.relay.exepath", event(shell)));
  }

  @Test
  void connectionsWithinTheMachineAndListeningSocketsDoNotCount() {
    shell.usage.tty = 0x8801;
    for (String own : new String[] {"127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"}) {
      relay.with(FakeFd.tcp(7, own, 40000, own, 443));
      assertNull(found(shell), own);
    }
    relay.with(FakeFd.of(8, FdType.IPV4_SERVER, "0.0.0.0:22"));
    FakeFd unconnected = FakeFd.of(9, FdType.IPV4, "");
    relay.with(unconnected);
    assertNull(found(shell));
  }

  @Test
  void aProcessThatIsNotKnownHasNone() {
    assertNull(found(FakeProcess.unknown(9)));
  }
}
