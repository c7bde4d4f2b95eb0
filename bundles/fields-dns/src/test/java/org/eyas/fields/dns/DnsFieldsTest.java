package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.testkit.DnsMessageBuilder;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

class DnsFieldsTest extends FieldProviderContract {
  private static final String HOST = "10.0.0.9";
  private static final String SERVER = "10.0.0.2";
  private static final int PORT = 40_000;
  private static final byte[] QUERY = DnsMessageBuilder.query(7, "www.Example.co.uk", 28).bytes();
  private static final byte[] ANSWER = DnsMessageBuilder.answer(7, "www.example.co.uk", 1)
      .alias("cdn.example.net", 300).address("192.0.2.1", 60).address("2001:db8::1", 90).text("hello", 100)
      .options(0, true).bytes();

  @Override
  protected FieldProvider provider() {
    return new DnsFields(true);
  }

  @Override
  protected List<FakeEvent> events() {
    List<FakeEvent> events = new ArrayList<>();
    events.add(DataEvents.write(QUERY).about(udp()));
    events.add(DataEvents.recvfrom(ANSWER, null).about(udp()));
    events.add(DataEvents.write(QUERY).about(FakeFd.of(3, FdType.FILE, "/tmp/x")));
    events.add(DataEvents.write(TlsFieldsTest.HELLO).about(FakeFd.tcp(3, HOST, PORT, SERVER, 443)));
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = Arrays.copyOf(ANSWER, random.nextInt(ANSWER.length));
      for (int at = 12; at < damaged.length; at += 7) {
        damaged[at] = (byte) random.nextInt(256);
      }
      events.add(DataEvents.read(damaged, 512).about(udp()));
    }
    return events;
  }

  private static FakeFd udp() {
    FakeFd fd = FakeFd.tcp(3, HOST, PORT, SERVER, 53);
    fd.l4Protocol = L4Protocol.UDP;
    return fd;
  }

  private FieldReader reader(String name, boolean serverSide) {
    DnsFields fields = new DnsFields(serverSide);
    FieldDefinition field = fields.classes().stream().flatMap(group -> group.fields().stream())
        .filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    return fields.reader(field, null);
  }

  private String value(String name, FakeEvent event) {
    return value(name, event, false);
  }

  /** A value as text; empty if it is absent. */
  private String value(String name, FakeEvent event, boolean serverSide) {
    NumberCell cell = new NumberCell();
    BytesList list = new BytesList();
    return switch (reader(name, serverSide)) {
      case FieldReader.OfBytes text -> shown(text.read(event));
      case FieldReader.OfNumber number -> number.read(event, cell) == Presence.PRESENT ? "" + cell.value : "";
      case FieldReader.OfManyBytes several -> several.read(event, list) == Presence.PRESENT ? shown(list) : "";
      default -> throw new AssertionError(name);
    };
  }

  private static String shown(BytesList list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(shown(list.get(i)));
    }
    return String.join(" | ", texts);
  }

  private static String shown(Bytes bytes) {
    boolean printable = true;
    for (byte one : bytes.toArray()) {
      printable &= one >= ' ' && one <= '~';
    }
    return printable ? bytes.toString() : HexFormat.of().formatHex(bytes.toArray());
  }

  @Test
  void theQueryOfAConnectedSocketHasAllFieldsOfItsQuestion() {
    FakeEvent event = DataEvents.write(QUERY).about(udp());
    assertEquals("query", value("dns.type", event));
    assertEquals("0", value("dns.is_response", event));
    assertEquals("7", value("dns.id", event));
    assertEquals("QUERY", value("dns.op_code", event));
    assertEquals("", value("dns.response_code", event));
    assertEquals("RD", value("dns.header_flags", event));
    assertEquals("www.example.co.uk", value("dns.question.name", event));
    assertEquals("AAAA", value("dns.question.type", event));
    assertEquals("IN", value("dns.question.class", event));
    assertEquals("example.co.uk", value("dns.question.registered_domain", event));
    assertEquals("www", value("dns.question.subdomain", event));
    assertEquals("co.uk", value("dns.question.top_level_domain", event));
    assertEquals("www.example.co.uk | example.co.uk | co.uk | uk", value("dns.question.domains", event));
    assertEquals("17", value("dns.question.length", event));
    assertEquals("4", value("dns.question.labels", event));
    assertEquals("0", value("dns.question.entropy", event));
    assertEquals("", value("dns.answers.count", event));
    assertEquals("", value("dns.resolved_ip", event));
    assertEquals("0a000002", value("dns.server.ip", event));
    assertEquals("53", value("dns.server.port", event));
    assertEquals("udp", value("dns.protocol", event));
    assertEquals("0", value("dns.partial", event));
    assertEquals("0", value("dns.malformed", event));
  }

  @Test
  void theAnswerHasItsRecords() {
    FakeEvent event = DataEvents.recvfrom(ANSWER, null).about(udp());
    assertEquals("answer", value("dns.type", event));
    assertEquals("1", value("dns.is_response", event));
    assertEquals("NOERROR", value("dns.response_code", event));
    assertEquals("RD | RA | DO", value("dns.header_flags", event));
    assertEquals("4", value("dns.answers.count", event));
    assertEquals("CNAME | A | AAAA | TXT", value("dns.answers.type", event));
    assertEquals("cdn.example.net | 192.0.2.1 | 2001:db8::1 | hello", value("dns.answers.data", event));
    assertEquals("www.example.co.uk | www.example.co.uk | www.example.co.uk | www.example.co.uk",
        value("dns.answers.name", event));
    assertEquals("60", value("dns.answers.ttl", event));
    assertEquals("5", value("dns.answers.text_length", event));
    assertEquals("c0000201 | 20010db8000000000000000000000001", value("dns.resolved_ip", event));
    assertEquals("c0000201 | 20010db8000000000000000000000001", value("dns.resolved_net", event));
    FakeEvent none = DataEvents.read(DnsMessageBuilder.of(7, 0x8183).question("x.org", 1).bytes()).about(udp());
    assertEquals("NXDOMAIN", value("dns.response_code", none));
    assertEquals("0", value("dns.answers.count", none));
    assertEquals("", value("dns.answers.ttl", none));
  }

  @Test
  void anUnconnectedSocketHasTheAddressesOfTheCall() {
    FakeEvent sent = DataEvents.sendto(QUERY, DataEvents.tuple(HOST, PORT, SERVER, 53));
    assertEquals("www.example.co.uk", value("dns.question.name", sent));
    assertEquals("0a000002", value("dns.server.ip", sent));
    FakeEvent received = DataEvents.recvfrom(ANSWER, DataEvents.tuple(SERVER, 53, HOST, PORT));
    assertEquals("answer", value("dns.type", received));
    assertEquals("0a000002", value("dns.server.ip", received));
    FakeEvent mdns = DataEvents.sendto(QUERY, DataEvents.tuple("fe80::1", 5353, "ff02::fb", 5353));
    assertEquals("mdns", value("dns.protocol", mdns));
    assertEquals("5353", value("dns.server.port", mdns));
    assertEquals("llmnr", value("dns.protocol", DataEvents.sendto(QUERY, DataEvents.tuple(HOST, PORT, "224.0.0.252", 5355))));
    assertEquals("", value("dns.type", DataEvents.sendto(QUERY, new byte[] {2, 10, 0, 0, 9})));
    assertEquals("", value("dns.type", DataEvents.sendto(QUERY, DataEvents.tuple(HOST, PORT, SERVER, 5300))));
  }

  @Test
  void aSocketThatTheTableKnowsWithoutAddressesHasThoseOfTheCall() {
    FakeFd bare = FakeFd.of(3, FdType.IPV4, "");
    assertEquals("www.example.co.uk",
        value("dns.question.name", DataEvents.sendto(QUERY, DataEvents.tuple(HOST, PORT, SERVER, 53)).about(bare)));
  }

  @Test
  void theServersSideCountsOnlyIfTheConfigurationSaysSo() {
    FakeFd served = FakeFd.tcp(3, SERVER, PORT, HOST, 53);
    served.roleClient = false;
    served.roleServer = true;
    FakeEvent event = DataEvents.recvfrom(QUERY, null).about(served);
    assertEquals("", value("dns.question.name", event));
    assertEquals("www.example.co.uk", value("dns.question.name", event, true));
    assertEquals("0a000009", value("dns.server.ip", event, true));
  }

  @Test
  void otherDescriptorsFailedCallsAndCallsWithoutDataHaveNoFields() {
    FakeEvent failed = FakeEvent.of(DataEvents.WRITE, -11, null, 3, QUERY.length).about(udp());
    for (FakeEvent event : List.of(
        failed,
        FakeEvent.of(DataEvents.WRITE, -11, QUERY, 3, QUERY.length).about(udp()),
        DataEvents.sendto(QUERY, DataEvents.tuple(HOST, PORT, SERVER, 53)).about(FakeFd.of(3, FdType.UNIX, "/run/x")),
        DataEvents.write(QUERY).about(FakeFd.of(3, FdType.FILE, "/tmp/x")),
        DataEvents.write(QUERY).about(FakeFd.of(3, FdType.UNIX, "/run/x")),
        DataEvents.write(QUERY),
        DataEvents.write(QUERY).about(FakeFd.tcp(3, HOST, PORT, SERVER, 443)),
        DataEvents.write(Arrays.copyOf(QUERY, 11)).about(udp()),
        FakeEvent.of(anyType()).about(udp()))) {
      for (FieldDefinition field : provider().classes().getFirst().fields()) {
        assertEquals("", value(field.name(), event), field.name());
      }
    }
  }

  @Test
  void bytesThatWereNotCapturedMakeTheMessagePartial() {
    FakeEvent event = DataEvents.read(Arrays.copyOf(ANSWER, 79), ANSWER.length).about(udp());
    assertEquals("1", value("dns.partial", event));
    assertEquals("0", value("dns.malformed", event));
    assertEquals("www.example.co.uk", value("dns.question.name", event));
    assertEquals("1", value("dns.answers.count", event));
  }

  @Test
  void overTcpTheMessageFollowsItsLengthOrComesByACallOfItsOwn() {
    FakeFd tcp = FakeFd.tcp(3, HOST, PORT, SERVER, 53);
    byte[] framed = DnsMessageBuilder.query(7, "a.example.org", 1).framed();
    assertEquals("a.example.org", value("dns.question.name", DataEvents.write(framed).about(tcp)));
    assertEquals("tcp", value("dns.protocol", DataEvents.write(framed).about(tcp)));
    assertEquals("", value("dns.type", DataEvents.read(Arrays.copyOf(framed, 2)).about(tcp)));
    FakeEvent alone = DataEvents.read(ANSWER).about(tcp);
    assertEquals("c0000201 | 20010db8000000000000000000000001", value("dns.resolved_ip", alone));
    // The same bytes as a datagram have another meaning.
    assertEquals("", value("dns.question.name", DataEvents.write(framed).about(udp())));
    assertEquals("1", value("dns.malformed", DataEvents.write(framed).about(udp())));
  }

  @Test
  void oneReaderReadsTheMessageOfEachEvent() {
    FieldReader.OfBytes name = (FieldReader.OfBytes) reader("dns.question.name", false);
    for (String each : List.of("a.org", "b.org", "b.org", "c.org")) {
      FakeEvent event = DataEvents.write(DnsMessageBuilder.query(7, each, 1).bytes()).about(udp());
      assertEquals(each, name.read(event).toString());
    }
    assertSame(Text.ABSENT, name.read(DataEvents.write(QUERY)));
    // The same bytes have another meaning on a stream.
    byte[] framed = DnsMessageBuilder.query(7, "d.org", 1).framed();
    assertSame(Text.ABSENT, name.read(DataEvents.write(framed).about(udp())));
    assertEquals("d.org", name.read(DataEvents.write(framed).about(FakeFd.tcp(3, HOST, PORT, SERVER, 53))).toString());
    // A captured part of a longer message differs from a whole message with the same bytes.
    FieldReader.OfNumber malformed = (FieldReader.OfNumber) reader("dns.malformed", false);
    byte[] part = Arrays.copyOf(QUERY, 20);
    NumberCell cell = new NumberCell();
    malformed.read(DataEvents.write(part).about(udp()), cell);
    assertEquals(1, cell.value);
    malformed.read(DataEvents.read(part, QUERY.length).about(udp()), cell);
    assertEquals(0, cell.value);
  }

  @Test
  void theEntropyIsThatOfThePartBeforeTheRegisteredDomain() {
    FakeEvent event = DataEvents.write(DnsMessageBuilder.query(7, "abcd.efgh.example.com", 16).bytes()).about(udp());
    assertEquals("300", value("dns.question.entropy", event));
    assertEquals("",
        value("dns.question.entropy", DataEvents.write(DnsMessageBuilder.query(7, "example.com", 16).bytes()).about(udp())));
    FakeEvent root = DataEvents.write(DnsMessageBuilder.query(7, "", 2).bytes()).about(udp());
    assertEquals(".", value("dns.question.name", root));
    assertEquals("0", value("dns.question.labels", root));
    assertEquals("", value("dns.question.registered_domain", root));
  }

  @Test
  void theDocumentHasARowForEachField() throws IOException {
    String document = Files.readString(Path.of("../../docs/how-to/dns.md"));
    String table = document.substring(document.indexOf("## The fields"), document.indexOf("## Whose word"));
    List<String> named = table.lines().filter(line -> line.startsWith("| `"))
        .flatMap(line -> Pattern.compile("`((?:dns|tls|fd)[^`]*)`").matcher(line.split("\\|")[1]).results())
        .map(match -> match.group(1)).sorted().toList();
    assertEquals(
        provider().classes().stream().flatMap(group -> group.fields().stream())
            .filter(field -> !field.is(FieldDefinition.Flag.HIDDEN)).map(FieldDefinition::name).sorted().toList(),
        named);
  }

  /** The workload plays the network: an answer that it made itself, with an address of somebody else, is shown as it is. */
  @Test
  void anAnswerIsTheWordOfItsSender() {
    byte[] forged = DnsMessageBuilder.answer(1, "github.com", 1).address("198.51.100.66", 1).bytes();
    FakeFd self = FakeFd.tcp(3, "127.0.0.1", PORT, "127.0.0.1", 53);
    self.l4Protocol = L4Protocol.UDP;
    FakeEvent event = DataEvents.recvfrom(forged, null).about(self);
    assertEquals("github.com", value("dns.question.name", event));
    assertEquals("c6336442", value("dns.resolved_ip", event));
    assertEquals("7f000001", value("dns.server.ip", event));
  }
}
