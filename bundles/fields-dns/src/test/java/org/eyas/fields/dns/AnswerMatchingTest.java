package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.testkit.DnsMessageBuilder;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerMatchingTest {
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int CURL = 100;
  private static final long ASKED = 1_000_000_000L;
  private static final String NAME = "www.example.org";
  private static final String SERVER = "10.0.0.2";
  private static final byte[] QUERY = DnsMessageBuilder.query(7, NAME, A).bytes();
  private static final byte[] ANSWER = answer(7, NAME, A);

  private final DnsFields fields = new DnsFields(true);
  private final FieldReader.OfNumber matches = reader("dns.matches_query");
  private final FieldReader.OfNumber latency = reader("dns.latency");
  private final NumberCell cell = new NumberCell();
  private final FakeAccounts other = new FakeAccounts();
  private long events;

  /** An answer that a process gets although it did not ask for it. */
  record Lie(String name, String value, FakeEvent event, long afterNanos) {
    Lie(String name, String value, FakeEvent event) {
      this(name, value, event, 1_000_000);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private FieldReader.OfNumber reader(String name) {
    FieldDefinition field = fields.classes().getFirst().fields().stream().filter(one -> one.name().equals(name)).findFirst()
        .orElseThrow();
    return (FieldReader.OfNumber) fields.reader(field, null);
  }

  static byte[] answer(int id, String name, int type) {
    return DnsMessageBuilder.answer(id, name, type).address("192.0.2.66", 60).bytes();
  }

  static FakeFd udp(int number, String server) {
    FakeFd fd = FakeFd.tcp(number, "10.0.0.9", 40_000, server, 53);
    fd.l4Protocol = L4Protocol.UDP;
    return fd;
  }

  static FakeFd unconnected(int number) {
    FakeFd fd = FakeFd.of(number, FdType.IPV4, "");
    fd.l4Protocol = L4Protocol.UDP;
    return fd;
  }

  static FakeEvent asked(byte[] query) {
    return DataEvents.write(query).about(udp(3, SERVER)).by(FakeProcess.of(CURL, "curl"));
  }

  private static FakeEvent got(byte[] answer) {
    return got(answer, udp(3, SERVER));
  }

  static FakeEvent got(byte[] answer, FakeFd fd) {
    return DataEvents.recvfrom(answer, null).about(fd).by(FakeProcess.of(CURL, "curl"));
  }

  /** The value of {@code dns.matches_query} for the next event: yes, no or unknown. */
  private String next(FakeEvent event, long nanos) {
    event.sequence = ++events;
    event.timestampNanos = nanos;
    String value = matches(event);
    assertEquals(value.equals("yes"), latency.read(event, cell) == Presence.PRESENT);
    assertEquals(value, matches(event), "the answer stays the same for an event");
    return value;
  }

  private String matches(FakeEvent event) {
    return matches.read(event, cell) == Presence.ABSENT ? "unknown" : cell.value == 1 ? "yes" : "no";
  }

  static List<Lie> lies() {
    FakeFd tcp = FakeFd.tcp(3, "10.0.0.9", 40_000, SERVER, 53);
    FakeFd served = FakeFd.tcp(3, SERVER, 53, "10.0.0.9", 40_000);
    served.l4Protocol = L4Protocol.UDP;
    byte[] otherClass = ANSWER.clone();
    otherClass[12 + NAME.length() + 2 + 3] = 3;
    byte[] dotInLabel = ANSWER.clone();
    dotInLabel[12] = 11;
    dotInLabel[12 + 4] = '.';
    byte[] two = DnsMessageBuilder.of(7, 0x8180).question(NAME, A).question(NAME, A).bytes();
    byte[] from = DataEvents.tuple("10.0.0.66", 53, "10.0.0.9", 40_000);
    byte[] fromOtherPort = DataEvents.tuple(SERVER, 5300, "10.0.0.9", 40_000);
    byte[] fromMulticast = DataEvents.tuple(SERVER, 5353, "10.0.0.9", 40_000);
    FakeEvent ofNobody = DataEvents.recvfrom(ANSWER, null).about(udp(3, SERVER));
    return List.of(
        new Lie("another id", "no", got(answer(8, NAME, A))),
        new Lie("another server", "no", got(ANSWER, udp(3, "10.0.0.66"))),
        new Lie("another server, by a socket that is not connected", "no",
            DataEvents.recvfrom(ANSWER, from).about(unconnected(3)).by(FakeProcess.of(CURL, "curl"))),
        new Lie("the server's address as that of another family", "no", got(ANSWER, udp(3, "64:ff9b::10.0.0.2"))),
        new Lie("another port of the server", "unknown",
            DataEvents.recvfrom(ANSWER, fromOtherPort).about(unconnected(3)).by(FakeProcess.of(CURL, "curl"))),
        new Lie("by multicast", "unknown",
            DataEvents.recvfrom(ANSWER, fromMulticast).about(unconnected(3)).by(FakeProcess.of(CURL, "curl"))),
        new Lie("another name", "no", got(answer(7, "www.example.com", A))),
        new Lie("a name below", "no", got(answer(7, "a." + NAME, A))),
        new Lie("the domain above", "no", got(answer(7, "example.org", A))),
        new Lie("a dot inside a label", "no",
            got(dotInLabel)),
        new Lie("another type", "no", got(answer(7, NAME, AAAA))),
        new Lie("another class", "no", got(otherClass)),
        new Lie("another descriptor", "no", got(ANSWER, udp(4, SERVER))),
        new Lie("another process", "no",
            DataEvents.recvfrom(ANSWER, null).about(udp(3, SERVER)).by(FakeProcess.of(CURL + 1, "sh"))),
        new Lie("a process that is not in the table", "unknown", ofNobody),
        new Lie("too late", "no", got(ANSWER), OpenQuestions.OPEN_NANOS + 1),
        new Lie("before the query", "no", got(ANSWER), -1),
        new Lie("no question", "no", got(DnsMessageBuilder.of(7, 0x8180).address("192.0.2.66", 60).bytes())),
        new Lie("two questions", "no", got(two)),
        new Lie("written by the process", "unknown", asked(ANSWER)),
        new Lie("received by a server", "unknown", got(ANSWER, served)),
        new Lie("an answer to a notification", "unknown", got(DnsMessageBuilder.of(7, 0xa180).question(NAME, A).bytes())),
        new Lie("cut in the name", "unknown",
            DataEvents.read(Arrays.copyOf(ANSWER, 20), ANSWER.length).about(udp(3, SERVER)).by(FakeProcess.of(CURL, "curl"))),
        new Lie("over TCP, for a query by UDP to another server", "unknown",
            got(answer(9, NAME, A), tcp)));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void anAnswerThatNobodyAskedForNeverMatches(Lie lie) {
    assertEquals("unknown", next(asked(QUERY), ASKED));
    assertEquals(lie.value, next(lie.event, ASKED + lie.afterNanos));
    assertEquals("yes", next(got(ANSWER), ASKED + 2_000_000), "the lie does not close the query");
    assertEquals("no", next(got(ANSWER), ASKED + 3_000_000), "a query has one answer");
  }

  @Test
  void anAnswerThatWasAskedForMatchesWithItsLatency() {
    assertEquals("unknown", next(asked(DnsMessageBuilder.query(7, "wWw.eXample.org", A).bytes()), ASKED));
    assertEquals("unknown", next(asked(DnsMessageBuilder.query(8, NAME, AAAA).bytes()), ASKED + 10));
    assertEquals("yes", next(got(answer(8, NAME, AAAA)), ASKED + 500), "answers come in any order");
    assertEquals("yes", next(got(ANSWER), ASKED + 700));
    latency.read(lastAnswer(), cell);
    assertEquals(700, cell.value);
  }

  private FakeEvent lastAnswer() {
    FakeEvent again = got(ANSWER);
    again.sequence = events;
    return again;
  }

  @Test
  void eachServerMayAnswerAQueryThatWasSentToSeveral() {
    for (String server : List.of("10.0.0.2", "10.0.0.3", "fd00::53")) {
      next(DataEvents.write(QUERY).about(udp(3, server)).by(FakeProcess.of(CURL, "curl")), ASKED);
    }
    for (String server : List.of("fd00::53", "10.0.0.2", "10.0.0.3")) {
      assertEquals("yes", next(got(ANSWER, udp(3, server)), ASKED + 1));
      assertEquals("no", next(got(ANSWER, udp(3, server)), ASKED + 1));
    }
  }

  @Test
  void anAnswerOverTcpMatches() {
    FakeFd tcp = FakeFd.tcp(3, "10.0.0.9", 40_000, SERVER, 53);
    byte[] framed = DnsMessageBuilder.query(7, NAME, A).framed();
    next(DataEvents.write(framed).about(tcp).by(FakeProcess.of(CURL, "curl")), ASKED);
    assertEquals("yes", next(got(ANSWER, tcp), ASKED + 1));
  }

  private FakeEvent ofAnotherMachine(FakeEvent event) {
    event.accounts = other;
    return event;
  }

  /** An alert that waits for a value reads its event again, after later events. */
  @Test
  void anEventThatComesAgainKeepsItsValues() {
    next(asked(QUERY), ASKED);
    FakeEvent held = got(ANSWER);
    assertEquals("yes", next(held, ASKED + 700));
    next(asked(DnsMessageBuilder.query(8, NAME, A).bytes()), ASKED + 800);
    assertEquals("yes", matches(held));
    latency.read(held, cell);
    assertEquals(700, cell.value);
    assertEquals("yes", next(got(answer(8, NAME, A)), ASKED + 900), "the query in between is still known");
  }

  @Test
  void queriesOfAnEarlierCaptureAreForgotten() {
    events = 1_000;
    next(asked(QUERY), ASKED);
    events = 0;
    assertEquals("no", next(ofAnotherMachine(got(ANSWER)), ASKED));
    next(ofAnotherMachine(asked(QUERY)), ASKED + 2);
    assertEquals("yes", next(ofAnotherMachine(got(ANSWER)), ASKED + 3));
  }

  @Test
  void theOldestQueryMakesRoomAndTheLatestAreFound() {
    next(asked(QUERY), ASKED);
    for (int i = 0; i < OpenQuestions.MOST; i++) {
      next(asked(DnsMessageBuilder.query(i, "n" + i + ".example.org", A).bytes()), ASKED);
    }
    assertEquals("no", next(got(ANSWER), ASKED + 1));
    for (int i = 0; i < OpenQuestions.MOST; i++) {
      assertEquals("yes", next(got(answer(i, "n" + i + ".example.org", A)), ASKED + 1), "query " + i);
    }
  }

  /** Prints the figures of docs/how-to/dns.md. */
  @Test
  void aMillionQueriesNeedAFixedMemory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OpenQuestions[] table = new OpenQuestions[1];
    long before = threads.getCurrentThreadAllocatedBytes();
    table[0] = new OpenQuestions();
    long atRest = threads.getCurrentThreadAllocatedBytes() - before;
    List<FakeEvent> pairs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      pairs.add(asked(DnsMessageBuilder.query(i, "n" + i + ".example.org", A).bytes()));
      pairs.add(got(answer(i, "n" + i + ".example.org", A)));
    }
    FieldReader.OfNumber id = new AnswerMatchingTest().reader("dns.id"); // of a provider that follows no queries
    runAll(id, pairs, 200);
    long beginOfIds = threads.getCurrentThreadCpuTime();
    runAll(id, pairs, 2_000);
    long nanosOfIds = threads.getCurrentThreadCpuTime() - beginOfIds;
    runAll(matches, pairs, 200);
    before = threads.getCurrentThreadAllocatedBytes();
    long begin = threads.getCurrentThreadCpuTime();
    long found = runAll(matches, pairs, 2_000);
    long nanos = threads.getCurrentThreadCpuTime() - begin;
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    System.out
        .printf("table of queries: %,d bytes; 1,000,000 queries and answers: %d ns for each event (dns.id: %d ns), %,d bytes"
            + " allocated%n", atRest, nanos / 2_000_000, nanosOfIds / 2_000_000, allocated);
    assertEquals(1_000_000, found);
    assertTrue(atRest < 3_000_000, () -> "the table has " + atRest + " bytes");
    assertTrue(allocated < 100_000, () -> "1,000,000 queries allocate " + allocated + " bytes");
  }

  private long runAll(FieldReader.OfNumber reader, List<FakeEvent> pairs, int times) {
    long found = 0;
    for (int i = 0; i < times; i++) {
      for (FakeEvent event : pairs) {
        event.sequence = ++events;
        found += reader.read(event, cell) == Presence.PRESENT ? cell.value : 0;
      }
    }
    return found;
  }
}
