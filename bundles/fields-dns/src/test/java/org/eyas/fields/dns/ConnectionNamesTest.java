package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.DnsMessageBuilder;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionNamesTest {
  private static final int A = 1;
  private static final int CURL = 100;
  private static final String NAME = "www.example.org";
  private static final String SERVER = "10.0.0.2";
  private static final String OTHER_SERVER = "10.0.0.66";
  private static final String HOST = "10.0.0.9";
  private static final String ADDRESS = "192.0.2.66";
  private static final Text POD = FakeProcess.strings("/kubepods/pod1/abc");
  private static final byte[] QUERY = DnsMessageBuilder.query(7, NAME, A).bytes();
  private static final byte[] ANSWER = AnswerMatchingTest.answer(7, NAME, A);
  private static final ResolverAddresses CONFIGURED =
      ResolverAddresses.of(("nameserver " + SERVER + "\n").getBytes(StandardCharsets.UTF_8));

  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final DnsFields fields = new DnsFields(false, (_, _) -> servers(), true);
  private final FieldReader.OfNumber noted = number("fd.domain.noted");
  private final FieldReader.OfBytes domain = text("fd.domain");
  private final FieldReader.OfBytes unverified = text("fd.domain.unverified");
  private final FieldReader.OfNumber configured = number("dns.server.configured");
  private final NumberCell cell = new NumberCell();
  private final FakeProcess curl = inPod(CURL);
  private final long begin = System.currentTimeMillis() * 1_000_000L;
  private long events;

  private ResolverAddresses servers() {
    try {
      mayRead.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CONFIGURED;
  }

  @AfterEach
  void end() {
    fields.close();
  }

  private static FakeProcess inPod(int pid) {
    FakeProcess process = FakeProcess.of(pid, "curl");
    process.ids.vpid = 1;
    process.place.rawCgroups = POD;
    process.usage.startNanos = 5_000;
    return process;
  }

  private static byte[] address() {
    Text address = FakeFd.address(ADDRESS);
    byte[] bytes = new byte[address.length()];
    address.copyTo(bytes, 0);
    return bytes;
  }

  private static FieldReader reader(DnsFields of, String name) {
    FieldDefinition field = of.classes().stream().flatMap(group -> group.fields().stream())
        .filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return of.reader(field, null);
  }

  private FieldReader.OfNumber number(String name) {
    return (FieldReader.OfNumber) reader(fields, name);
  }

  private FieldReader.OfBytes text(String name) {
    return (FieldReader.OfBytes) reader(fields, name);
  }

  /** The engine shows the event to the fields first, as for the condition of {@code followed}. */
  private FakeEvent next(FakeEvent event) {
    event.sequence = ++events;
    event.timestampNanos = begin + events * 1_000;
    noted.read(event, cell);
    return event;
  }

  private FakeEvent asks(FakeProcess process, String server, byte[] query) {
    return next(DataEvents.sendto(query, null).about(AnswerMatchingTest.udp(3, server)).by(process));
  }

  private FakeEvent gets(FakeProcess process, String server, byte[] answer) {
    return next(DataEvents.recvfrom(answer, null).about(AnswerMatchingTest.udp(3, server)).by(process));
  }

  /** Waits until the servers of a process are known. */
  private void learnServers(FakeEvent ofMessage) {
    mayRead.countDown();
    ConditionWait.until(() -> configured.read(ofMessage, cell) != Presence.PENDING);
  }

  private void lookUp(FakeProcess process, byte[] answer) {
    learnServers(asks(process, SERVER, QUERY));
    gets(process, SERVER, answer);
  }

  private FakeEvent connects(FakeProcess process, String address) {
    return next(DataEvents.connect().about(FakeFd.tcp(5, HOST, 40_001, address, 443)).by(process));
  }

  private String domain(FakeEvent event) {
    Bytes value = domain.read(event);
    return value == Text.PENDING ? "pending" : value.isPresent() ? value.toString() : "absent";
  }

  private String unverified(FakeEvent event) {
    Bytes value = unverified.read(event);
    return value.isPresent() ? value.toString() : "absent";
  }

  private long value(String name, FakeEvent event) {
    return number(name).read(event, cell) == Presence.PRESENT ? cell.value : -1;
  }

  private List<String> domains(FakeEvent event) {
    BytesList out = new BytesList();
    ((FieldReader.OfManyBytes) reader(fields, "fd.domains")).read(event, out);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      all.add(out.get(i).toString());
    }
    return all;
  }

  @Test
  void aConnectionHasTheNameThatItsProcessAskedFor() {
    byte[] alias = DnsMessageBuilder.name("cdn.example.net");
    byte[] answer = DnsMessageBuilder.answer(7, "WWW.Example.org", A).alias("CDN.example.net", 60)
        .record(1, alias, A, 1, 60, address()).bytes();
    lookUp(curl, answer);
    FakeEvent connect = connects(curl, ADDRESS);
    assertEquals(NAME, domain(connect));
    assertEquals(List.of(NAME, "example.org", "org", "cdn.example.net", "example.net", "net"), domains(connect));
    assertEquals("process", text("fd.domain.source").read(connect).toString());
    assertEquals(1_000, value("fd.domain.age", connect));
    assertEquals(1, value("fd.domain.count", connect));
    assertEquals("absent", unverified(connect));
    FakeEvent later = next(DataEvents.write(new byte[20]).about(connect.fd()).by(curl));
    assertEquals(NAME, domain(later), "later events of the descriptor have it, too");
    assertEquals("absent", domain(connects(curl, "192.0.2.67")));
  }

  @Test
  void aDatagramToTheAddressHasTheName() {
    lookUp(curl, ANSWER);
    byte[] ends = DataEvents.tuple(HOST, 40_001, ADDRESS, 123);
    assertEquals(NAME, domain(next(DataEvents.sendto(new byte[48], ends).about(AnswerMatchingTest.unconnected(5)).by(curl))));
  }

  @Test
  void aNeighbourInTheSameCgroupHasTheName() {
    lookUp(curl, ANSWER);
    FakeEvent connect = connects(inPod(CURL + 1), ADDRESS);
    assertEquals(NAME, domain(connect));
    assertEquals("container", text("fd.domain.source").read(connect).toString());
    FakeProcess onHost = inPod(CURL + 2);
    onHost.ids.vpid = onHost.pid;
    FakeEvent ofHost = connects(onHost, ADDRESS);
    assertEquals("host", text("fd.domain.source").read(ofHost).toString());
  }

  @Test
  void anAddressWithSeveralNamesCountsThem() {
    lookUp(curl, ANSWER);
    for (String name : List.of("a.example.org", "b.example.org", "a.example.org")) {
      asks(curl, SERVER, DnsMessageBuilder.query(9, name, A).bytes());
      gets(curl, SERVER, AnswerMatchingTest.answer(9, name, A));
    }
    FakeEvent connect = connects(curl, ADDRESS);
    assertEquals("a.example.org", domain(connect), "the name of the latest answer");
    assertEquals(3, value("fd.domain.count", connect));
  }

  @Test
  void theValueIsPendingUntilTheServersAreKnown() {
    FakeEvent query = asks(curl, SERVER, QUERY);
    gets(curl, SERVER, ANSWER);
    FakeEvent held = connects(curl, ADDRESS);
    assertEquals("pending", domain(held));
    assertEquals("absent", unverified(held), "it may become verified");
    assertSame(Presence.PENDING, number("fd.domain.count").read(held, cell));
    learnServers(query);
    connects(curl, "192.0.2.67");
    assertEquals(NAME, domain(held), "the event of an alert that waited comes again");
  }

  @Test
  void namesOfAnotherCaptureAreForgotten() {
    lookUp(curl, ANSWER);
    FakeEvent ofAnother = DataEvents.connect().about(FakeFd.tcp(5, HOST, 40_001, ADDRESS, 443)).by(curl);
    ofAnother.accounts = new FakeAccounts();
    assertEquals("absent", domain(next(ofAnother)));
  }

  /** In a replay, the resolv.conf of the process is unknown, so no name is verified. */
  @Test
  void aReplayHasOnlyUnverifiedNames() {
    DnsFields replayed = new DnsFields(false);
    FieldReader.OfNumber note = (FieldReader.OfNumber) reader(replayed, "fd.domain.noted");
    for (FakeEvent event : List.of(asks(curl, SERVER, QUERY), gets(curl, SERVER, ANSWER))) {
      note.read(event, cell);
    }
    FakeEvent connect = connects(curl, ADDRESS);
    assertEquals(Text.ABSENT, ((FieldReader.OfBytes) reader(replayed, "fd.domain")).read(connect));
    assertEquals(NAME, ((FieldReader.OfBytes) reader(replayed, "fd.domain.unverified")).read(connect).toString());
    replayed.close();
  }

  static List<AnswerMatchingTest.Lie> lies() {
    return AnswerMatchingTest.lies();
  }

  /** Each answer that does not belong to a query, although the asker's server is configured. */
  @ParameterizedTest
  @MethodSource("lies")
  void anAnswerThatNobodyAskedForIsNeverVerified(AnswerMatchingTest.Lie lie) {
    learnServers(asks(curl, SERVER, QUERY));
    FakeEvent event = lie.event();
    event.sequence = ++events;
    event.timestampNanos = begin + 1_000 + lie.afterNanos();
    noted.read(event, cell);
    FakeEvent connect = DataEvents.connect().about(FakeFd.tcp(5, HOST, 40_001, ADDRESS, 443)).by(curl);
    connect.sequence = ++events;
    connect.timestampNanos = event.timestampNanos + 1_000;
    assertEquals("absent", domain(connect));
    if (event.process().known()) {
      connect.by((FakeProcess) event.process());
      assertEquals("absent", domain(connect));
    }
  }

  @Test
  void aServerThatIsNotConfiguredVerifiesNothing() {
    learnServers(asks(curl, OTHER_SERVER, QUERY));
    gets(curl, OTHER_SERVER, ANSWER);
    FakeEvent connect = connects(curl, ADDRESS);
    assertEquals("absent", domain(connect));
    assertEquals(List.of(), domains(connect));
    assertEquals(-1, value("fd.domain.count", connect));
    assertEquals(NAME, unverified(connect));
    assertEquals("absent", unverified(connects(inPod(CURL + 1), ADDRESS)), "an unverified name is that of its process alone");
  }

  /** The configured server plays the liar, or who poisoned its cache: it can only speak about the name that was asked for. */
  @Test
  void aPoisonedAliasGivesNoNameThatNobodyAskedFor() {
    byte[] github = DnsMessageBuilder.name("github.com");
    byte[] address = address();
    byte[] answer = DnsMessageBuilder.answer(7, NAME, A).record(1, github, A, 1, 60, address).bytes();
    lookUp(curl, answer);
    assertEquals("absent", domain(connects(curl, ADDRESS)), "a record of a name to which no alias leads");
    asks(curl, SERVER, QUERY);
    gets(curl, SERVER, DnsMessageBuilder.answer(7, NAME, A).alias("github.com", 60).record(1, github, A, 1, 60, address).bytes());
    assertEquals(NAME, domain(connects(curl, ADDRESS)), "an alias does not become fd.domain");
  }

  @Test
  void recordsOfOtherSectionsGiveNoName() {
    byte[] owner = DnsMessageBuilder.name(NAME);
    byte[] address = address();
    for (int section : List.of(2, 3)) {
      lookUp(curl, DnsMessageBuilder.answer(7, NAME, A).record(section, owner, A, 1, 60, address).bytes());
      assertEquals("absent", domain(connects(curl, ADDRESS)));
    }
  }

  @Test
  void anAnswerWithAnErrorGivesNoName() {
    lookUp(curl, DnsMessageBuilder.of(7, 0x8183).question(NAME, A).address(ADDRESS, 60).bytes());
    assertEquals("absent", domain(connects(curl, ADDRESS)));
  }

  /** Containers of a pod share a network namespace, and not their names. */
  @Test
  void anotherContainerInTheSameNetworkHasNoName() {
    lookUp(curl, ANSWER);
    FakeProcess neighbour = inPod(CURL + 1);
    neighbour.place.rawCgroups = FakeProcess.strings("/kubepods/pod1/def");
    assertEquals("absent", domain(connects(neighbour, ADDRESS)));
    FakeProcess unknown = inPod(CURL + 2);
    unknown.place.rawCgroups = Text.EMPTY;
    lookUp(unknown, AnswerMatchingTest.answer(7, NAME, A));
    FakeProcess alsoUnknown = inPod(CURL + 3);
    alsoUnknown.place.rawCgroups = Text.EMPTY;
    assertEquals("absent", domain(connects(alsoUnknown, ADDRESS)));
  }

  @Test
  void anotherProcessWithTheSameIdHasNoName() {
    curl.place.rawCgroups = Text.EMPTY;
    lookUp(curl, ANSWER);
    FakeProcess later = inPod(CURL);
    later.place.rawCgroups = Text.EMPTY;
    later.usage.startNanos = 6_000;
    assertEquals("absent", domain(connects(later, ADDRESS)));
  }

  @Test
  void callsThatConnectNothingHaveNoName() {
    lookUp(curl, ANSWER);
    FakeFd sorts = FakeFd.tcp(5, HOST, 40_001, ADDRESS, 443);
    sorts.l4Protocol = L4Protocol.UDP;
    assertEquals("absent", domain(next(DataEvents.connect().about(sorts).by(curl))), "a datagram socket that sorts addresses");
    FakeFd noPort = FakeFd.tcp(5, HOST, 40_001, ADDRESS, 0);
    assertEquals("absent", domain(next(DataEvents.connect().about(noPort).by(curl))));
    FakeFd served = FakeFd.tcp(5, ADDRESS, 40_001, HOST, 443);
    served.roleServer = true;
    assertEquals("absent", domain(next(DataEvents.write(new byte[20]).about(served).by(curl))), "a connection that came in");
  }

  @Test
  void aNameExpires() {
    lookUp(curl, ANSWER);
    FakeEvent connect = connects(curl, ADDRESS);
    connect.timestampNanos = begin + NamedAddresses.LEAST_NANOS;
    assertEquals(NAME, domain(connect));
    connect.timestampNanos = begin + NamedAddresses.LEAST_NANOS + 1_000_000;
    assertEquals("absent", domain(connect));
  }
}
