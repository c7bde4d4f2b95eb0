package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.DnsMessageBuilder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about DNS messages, on the calls of the resolvers of glibc, musl and Go. */
class DnsReplayTest {
  private static final int READ_EXIT = 7;
  private static final int WRITE_EXIT = 9;
  private static final int SOCKET_EXIT = 19;
  private static final int CONNECT_EXIT = 23;
  private static final int SENDTO_EXIT = 31;
  private static final int RECVFROM_EXIT = 35;
  private static final int SENDMMSG_EXIT = 51;
  private static final int RECVMSG_EXIT = 53;
  private static final int WRITEV_EXIT = 119;
  private static final int STREAM = 1;
  private static final int DATAGRAM = 2;
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final byte[] HOST = end("10.0.0.9", 40_000);
  private static final byte[] NONE = {};

  private static final String RULES =
      """
      - list: bad_domains
        items: [evil.org, bad.example]
      - macro: dns_call
        condition: evt.type in (sendto, sendmsg, sendmmsg, write, writev, recvfrom, recvmsg, recvmmsg, read)
      - rule: A message
        desc: d
        condition: dns_call and dns.type exists
        output: "DNS %evt.type %dns.type %dns.question.name %dns.question.type %dns.protocol %dns.server.ip %dns.resolved_ip ;"
        priority: WARNING
      - rule: A bad domain
        desc: d
        condition: dns_call and dns.type = query and dns.question.domains intersects (bad_domains)
        output: "BAD %dns.question.name ;"
        priority: WARNING
      - rule: A known address
        desc: d
        condition: dns_call and dns.resolved_ip intersects (192.0.2.2, 192.0.2.9)
        output: "KNOWN %dns.question.name ;"
        priority: WARNING
      - rule: A private address
        desc: d
        condition: dns_call and dns.resolved_net in ("192.168.0.0/16") and not dns.question.registered_domain in (local)
        output: "PRIVATE %dns.question.name %dns.resolved_ip ;"
        priority: WARNING
      """;

  private static final String MATCHING_RULES =
      """
      - macro: dns_call
        condition: evt.type in (sendto, sendmsg, sendmmsg, write, writev, recvfrom, recvmsg, recvmmsg, read)
      - rule: An answer that was asked for
        desc: d
        condition: dns_call and dns.type = answer and dns.matches_query = true
        output: "ASKED %dns.question.name %dns.server.ip %dns.latency ;"
        priority: WARNING
      - rule: An answer that nobody asked for
        desc: d
        condition: dns_call and dns.type = answer and dns.matches_query = false
        output: "UNASKED %dns.question.name %dns.server.ip %dns.latency ;"
        priority: WARNING
      """;

  @TempDir private Path folder;
  private final ScapFileBuilder file = ScapFileBuilder.current();
  private int events;

  private static byte[] end(String address, int port) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).put(bytes).putShort((short) port).array();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void rulesFindTheMessagesOfAllResolvers() throws Exception {
    glibc(5);
    musl(6);
    go(7);
    tcp(8);
    nearMisses(9);
    assertEquals(
        List.of("DNS sendmmsg query www.evil.org A udp 10.0.0.2 <NA>", "BAD www.evil.org",
            "DNS sendmmsg query www.evil.org AAAA udp 10.0.0.2 <NA>", "BAD www.evil.org",
            "DNS recvfrom answer www.evil.org A udp 10.0.0.2 (192.0.2.1)",
            "DNS sendto query a.bad.example A udp 10.0.0.3 <NA>", "BAD a.bad.example",
            "DNS recvmsg answer a.bad.example A udp 10.0.0.3 (192.168.1.1)", "PRIVATE a.bad.example (192.168.1.1)",
            "DNS write query notevil.org A udp 10.0.0.2 <NA>",
            "DNS read answer notevil.org A udp 10.0.0.2 (192.0.2.1,192.0.2.2)", "KNOWN notevil.org",
            "DNS writev query tcp.example.org A tcp 10.0.0.2 <NA>",
            "DNS read answer tcp.example.org A tcp 10.0.0.2 (192.0.2.7)"),
        alerts(RULES));
  }

  @Test
  void anAnswerMatchesTheQueryOfItsSocketOnly() throws Exception {
    glibc(5);
    musl(6);
    answerFrom("10.0.0.66", 6);
    go(7);
    read(7, DnsMessageBuilder.answer(9, "notevil.org", A).address("192.0.2.66", 60).bytes());
    tcp(8);
    assertEquals(
        List.of("ASKED www.evil.org 10.0.0.2 2", "ASKED a.bad.example 10.0.0.3 1", "UNASKED a.bad.example 10.0.0.66 <NA>",
            "ASKED notevil.org 10.0.0.2 1", "UNASKED notevil.org 10.0.0.2 <NA>", "ASKED tcp.example.org 10.0.0.2 2"),
        alerts(MATCHING_RULES));
  }

  /** No rule reads a message: the names are learned although only the connections are named. */
  @Test
  void aConnectionHasTheNameOfItsAddressUnverifiedInAReplay() throws Exception {
    glibc(5);
    connected(6, STREAM, end("192.0.2.1", 443));
    write(6, new byte[20]);
    connected(7, STREAM, end("192.0.2.3", 443));
    connected(8, DATAGRAM, end("192.0.2.1", 123));
    assertEquals(
        List.of("NAME connect 192.0.2.1 [<NA>] [www.evil.org]", "NAME write 192.0.2.1 [<NA>] [www.evil.org]",
            "NAME connect 192.0.2.3 [<NA>] [<NA>]", "NAME connect 192.0.2.1 [<NA>] [<NA>]"),
        alerts("""
            - rule: A connection
              desc: d
              condition: evt.type in (connect, write) and fd.sip in (192.0.2.1, 192.0.2.3)
              output: "NAME %evt.type %fd.sip [%fd.domain] [%fd.domain.unverified] ;"
              priority: WARNING
            - rule: A verified name
              desc: d
              condition: evt.type in (connect, write) and fd.domain exists
              output: "VERIFIED %fd.domain ;"
              priority: WARNING
            """));
  }

  /** The network plays a server that was not asked, faster than the real one. */
  private void answerFrom(String server, int fd) {
    byte[] query = DnsMessageBuilder.query(1, "a.bad.example", A).bytes();
    add(SENDTO_EXIT, number(8, query.length), query, number(8, fd), number(4, query.length), tuple(HOST, end("10.0.0.3", 53)));
    byte[] answer = DnsMessageBuilder.answer(1, "a.bad.example", A).address("192.168.1.1", 60).bytes();
    add(RECVMSG_EXIT, number(8, answer.length), number(4, answer.length), answer, tuple(end(server, 53), HOST), NONE,
        number(8, fd));
  }

  private void glibc(int fd) {
    connected(fd, DATAGRAM, 53);
    for (int type : List.of(A, AAAA)) {
      byte[] query = DnsMessageBuilder.query(type, "www.evil.org", type).bytes();
      add(SENDMMSG_EXIT, number(8, query.length), number(8, fd), number(4, query.length), query, NONE);
    }
    byte[] answer = DnsMessageBuilder.answer(1, "www.evil.org", A).address("192.0.2.1", 60).bytes();
    add(RECVFROM_EXIT, number(8, answer.length), answer, tuple(end("10.0.0.2", 53), HOST), number(8, fd), number(4, 2048));
  }

  private void musl(int fd) {
    socket(fd, DATAGRAM);
    byte[] query = DnsMessageBuilder.query(1, "a.Bad.Example", A).bytes();
    byte[] server = end("10.0.0.3", 53);
    add(SENDTO_EXIT, number(8, query.length), query, number(8, fd), number(4, query.length), tuple(HOST, server));
    byte[] answer = DnsMessageBuilder.answer(1, "a.bad.example", A).address("192.168.1.1", 60).bytes();
    add(RECVMSG_EXIT, number(8, answer.length), number(4, answer.length), answer, tuple(server, HOST), NONE, number(8, fd));
  }

  private void go(int fd) {
    connected(fd, DATAGRAM, 53);
    write(fd, DnsMessageBuilder.query(9, "notevil.org", A).options(0, false).bytes());
    read(fd, DnsMessageBuilder.answer(9, "notevil.org", A).address("192.0.2.1", 60).address("192.0.2.2", 60).bytes());
  }

  private void tcp(int fd) {
    connected(fd, STREAM, 53);
    byte[] one = DnsMessageBuilder.query(1, "tcp.example.org", A).framed();
    byte[] other = DnsMessageBuilder.query(2, "tcp.example.org", AAAA).framed();
    byte[] both = ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    add(WRITEV_EXIT, number(8, both.length), both, number(8, fd), number(4, both.length));
    byte[] answer = DnsMessageBuilder.answer(1, "tcp.example.org", A).address("192.0.2.7", 60).bytes();
    read(fd, new byte[] {0, (byte) answer.length});
    read(fd, answer);
  }

  private void nearMisses(int fd) {
    byte[] query = DnsMessageBuilder.query(1, "www.evil.org", A).bytes();
    connected(fd, DATAGRAM, 5300);
    write(fd, query);
    socket(fd + 1, DATAGRAM);
    write(fd + 1, query);
    add(WRITE_EXIT, number(8, -11), NONE, number(8, 5), number(4, query.length));
  }

  private List<String> alerts(String rulesText) throws Exception {
    Path capture = Files.write(folder.resolve("c.scap"), file.bytes());
    Path rules = Files.writeString(folder.resolve("r.yaml"), rulesText);
    Program.Result result =
        Program.quietEyas("-r", rules.toString(), "-e", capture.toString(), "-o", "rule_matching=all").in(folder).run();
    assertEquals(0, result.exitCode(), result.err());
    return result.out().lines().filter(line -> line.contains(" Warning "))
        .map(line -> line.substring(line.indexOf(" Warning ") + 9, line.indexOf(" ;"))).toList();
  }

  private void socket(int fd, int type) {
    add(SOCKET_EXIT, number(8, fd), number(4, 2), number(4, type), number(4, 0), number(4, 0));
  }

  private void connected(int fd, int type, int port) {
    connected(fd, type, end("10.0.0.2", port));
  }

  private void connected(int fd, int type, byte[] server) {
    socket(fd, type);
    add(CONNECT_EXIT, number(8, 0), tuple(HOST, server), number(8, fd), NONE);
  }

  private void write(int fd, byte[] data) {
    add(WRITE_EXIT, number(8, data.length), data, number(8, fd), number(4, data.length));
  }

  private void read(int fd, byte[] data) {
    add(READ_EXIT, number(8, data.length), data, number(8, fd), number(4, 2048));
  }

  private static byte[] tuple(byte[] source, byte[] destination) {
    return ByteBuffer.allocate(13).put((byte) 2).put(source).put(destination).array();
  }

  private static byte[] number(int size, long value) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return bytes;
  }

  private void add(int code, byte[]... params) {
    int size = 26 + 2 * params.length;
    for (byte[] param : params) {
      size += param.length;
    }
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + ++events).putLong(42).putInt(size).putShort((short) code);
    event.putInt(params.length);
    for (byte[] param : params) {
      event.putShort((short) param.length);
    }
    for (byte[] param : params) {
      event.put(param);
    }
    file.event(0, event.flip());
  }
}
