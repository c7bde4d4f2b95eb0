package org.eyas.engine.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Network;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Addresses;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.Ports;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushdownMatcherTest {
  private static boolean passes(RawCondition condition, Object... params) {
    return new PushdownMatcher(code -> condition)
        .passes(FakeEvent.of(EventSchema.current().type("SYSCALL_OPENAT_2_X"), params));
  }

  private static boolean named(Part part, Form form, String text, boolean wanted, String path) {
    return passes(new Path(2, part, form, List.of(Text.of(text)), wanted), 3L, -100L, path);
  }

  @ParameterizedTest
  @CsvSource({
      "WHOLE, EQUAL, /etc/passwd, /etc/passwd, true", "WHOLE, EQUAL, /etc/passwd, /etc/passwd2, false",
      "WHOLE, BEGIN, /etc, /etcetera, true", "WHOLE, BEGIN, /etc, /var/etc, false",
      "WHOLE, END, .so, /lib/a.so, true", "WHOLE, END, .so, /lib/a.so.1, false",
      "WHOLE, CONTAIN, /.ssh/, /root/.ssh/id, true", "WHOLE, CONTAIN, /.ssh/, /root/ssh/id, false",
      "DIRECTORY, EQUAL, /etc, /etc/passwd, true", "DIRECTORY, EQUAL, /etc, /etc/ssh/key, false",
      "DIRECTORY, EQUAL, /, /vmlinuz, true", "BASENAME, EQUAL, passwd, /etc/passwd, true",
      "BASENAME, EQUAL, etc, /etc/passwd, false"
  })
  void aPlainPathIsJudged(Part part, Form form, String text, String path, boolean answer) {
    assertEquals(answer, named(part, form, text, true, path));
    assertEquals(!answer, named(part, form, text, false, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "passwd", "./etc/passwd", "/etc//passwd", "/etc/./passwd", "/etc/x/../passwd", "/etc/passwd/",
      "/etc/passwd/.", "/etc/passwd/..", "/..", "/.", "/etc/\u00e4", "/etc/\t", "/etc/\u007f"})
  void aPathThatTheEngineWritesInAnotherWayPasses(String path) {
    assertEquals(true, named(Part.WHOLE, Form.EQUAL, "/etc/passwd", true, path));
    assertEquals(true, named(Part.WHOLE, Form.EQUAL, "/etc/passwd", false, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.a", "/a/..b", "/a/...", "/.../a", "/a.", "/a..", "/a b", "/~"})
  void namesWithDotsArePlain(String path) {
    assertEquals(false, named(Part.WHOLE, Form.EQUAL, "/etc/passwd", true, path));
  }

  @Test
  void aPathThatIsTooLongForTheEnginePasses() {
    assertEquals(false, named(Part.WHOLE, Form.EQUAL, "/x", true, "/" + "a".repeat(1022)));
    assertEquals(true, named(Part.WHOLE, Form.EQUAL, "/x", true, "/" + "a".repeat(1023)));
  }

  @Test
  void anEventWithoutTheParameterPasses() {
    for (boolean wanted : List.of(true, false)) {
      assertEquals(true, passes(new Path(2, Part.WHOLE, Form.EQUAL, List.of(Text.of("/a")), wanted), 3L, -100L));
      assertEquals(true, passes(new Bits(3, 1, 1, wanted), 3L, -100L, "/b"));
    }
    assertEquals(true, passes(new Numbers(4, Ranges.of(List.of())), 3L, -100L, "/b", 0L));
  }

  @Test
  void bitsAndNumbersAreCompared() {
    assertEquals(true, passes(new Bits(0, 6, 4, true), 0b1101L));
    assertEquals(false, passes(new Bits(0, 6, 4, true), 0b1111L));
    assertEquals(true, passes(new Bits(0, 6, 0, false), 0b1111L));
    assertEquals(false, passes(new Bits(0, 6, 0, false), 0b1001L));
    assertEquals(true, passes(new Numbers(0, Ranges.NEGATIVE), -1L));
    assertEquals(false, passes(new Numbers(0, Ranges.NEGATIVE), 0L));
  }

  @Test
  void conditionsAreJoined() {
    RawCondition failed = new Numbers(0, Ranges.NEGATIVE);
    RawCondition odd = new Bits(0, 1, 1, true);
    assertEquals(true, passes(RawConditions.allOf(List.of(failed, odd)), -1L));
    assertEquals(false, passes(RawConditions.allOf(List.of(failed, odd)), 1L));
    assertEquals(true, passes(RawConditions.anyOf(List.of(failed, odd)), 1L));
    assertEquals(false, passes(RawConditions.anyOf(List.of(failed, odd)), 2L));
  }

  private static boolean connects(RawCondition condition, byte[] tuple) {
    return new PushdownMatcher(code -> condition)
        .passes(FakeEvent.of(EventSchema.current().type("SOCKET_CONNECT_X"), 0L, tuple, 3L));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static Network network(int prefix, int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    return new Network(Text.copyOf(address), prefix);
  }

  @Test
  void bothEndsOfASocketAreJudged() {
    byte[] inet = hex("02 0a000001 d204 01020304 bb01"); // 10.0.0.1:1234 -> 1.2.3.4:443
    byte[] mapped = hex("0a 00000000000000000000ffff0a000001 d204 00000000000000000000ffff01020304 bb01");
    for (byte[] tuple : List.of(inet, mapped)) {
      assertEquals(true, connects(new Kinds(1, Set.of(SocketKind.IPV4)), tuple));
      assertEquals(false, connects(new Kinds(1, Set.of(SocketKind.IPV6, SocketKind.UNIX)), tuple));
      assertEquals(true, connects(new Addresses(1, List.of(network(8, 10, 0, 0, 0)), true), tuple));
      assertEquals(true, connects(new Addresses(1, List.of(network(32, 1, 2, 3, 4)), true), tuple));
      assertEquals(false, connects(new Addresses(1, List.of(network(32, 1, 2, 3, 5)), true), tuple));
      assertEquals(false, connects(new Addresses(1, List.of(network(31, 1, 2, 3, 5)), false), tuple));
      assertEquals(true, connects(new Ports(1, Ranges.of(List.of(1234L)), true), tuple));
      assertEquals(true, connects(new Ports(1, Ranges.of(List.of(443L)), true), tuple));
      assertEquals(false, connects(new Ports(1, Ranges.of(List.of(80L)), true), tuple));
      assertEquals(true, connects(new Ports(1, Ranges.of(List.of(80L)), false), tuple));
    }
  }

  @Test
  void anIpv6SocketAndAUnixSocketHaveTheirKinds() {
    byte[] inet6 = hex("0a 00000000000000000000000000000001 d204 fe800000000000000000000000000001 bb01");
    byte[] unix = hex("01 0000000000000000 0000000000000000 2f6100");
    Network local = network(10, 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(true, connects(new Kinds(1, Set.of(SocketKind.IPV6)), inet6));
    assertEquals(true, connects(new Addresses(1, List.of(local), true), inet6));
    assertEquals(false, connects(new Addresses(1, List.of(network(0, 0, 0, 0, 0)), true), inet6));
    assertEquals(true, connects(new Kinds(1, Set.of(SocketKind.UNIX)), unix));
    assertEquals(false, connects(new Addresses(1, List.of(local), false), unix));
    assertEquals(false, connects(new Ports(1, Ranges.of(List.of(80L)), false), unix));
  }

  @Test
  void aTupleThatIsIncompleteOrOfAnotherFamilyPasses() {
    for (String tuple : List.of("", "02 0a000001", "0a 00", "01 00", "10 00000000",
        "01 0000000000000000 0000000000000000 2f61")) {
      assertEquals(true, connects(new Kinds(1, Set.of()), hex(tuple)), tuple);
      assertEquals(true, connects(new Ports(1, Ranges.of(List.of()), true), hex(tuple)), tuple);
    }
  }

  @Test
  void judgingAnEventAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path path = new Path(2, Part.BASENAME, Form.BEGIN, List.of(Text.of("a"), Text.of("b")), true);
    RawCondition condition =
        RawConditions.anyOf(
            List.of(
                RawConditions.allOf(List.of(new Bits(0, 1, 1, true), path)), new Kinds(1, Set.of(SocketKind.UNIX)),
                new Addresses(1, List.of(network(8, 10, 0, 0, 0)), true), new Ports(1, Ranges.of(List.of(80L)), true),
                new Path(2, Part.DIRECTORY, Form.EQUAL, List.of(Text.of("/x")), true)));
    PushdownMatcher matcher = new PushdownMatcher(code -> condition);
    FakeEvent event =
        FakeEvent.of(EventSchema.current().type("SOCKET_CONNECT_X"), 1L, hex("02 0b000001 d204 01020304 bb01"), "/etc/c");
    int passed = 0;
    long before = 0;
    for (int round = 0; round < 40_000; round++) {
      if (round == 20_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      passed += matcher.passes(event) ? 1 : 0;
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(0, passed);
    assertTrue(bytes < 1_000, "20,000 events allocated " + bytes + " bytes");
  }
}
