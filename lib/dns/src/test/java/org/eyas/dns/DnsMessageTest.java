package org.eyas.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.testkit.DnsMessageBuilder;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
  private final DnsMessage message = new DnsMessage();
  private final RecordWalk walk = new RecordWalk();

  private DnsMessage read(byte[] bytes) {
    assertTrue(message.wrap(Text.copyOf(bytes), 0, bytes.length, false));
    return message;
  }

  private String question() {
    ByteBuilder text = new ByteBuilder();
    message.appendQuestion(text);
    return text.view().toString();
  }

  private List<String> answers() {
    List<String> all = new ArrayList<>();
    walk.begin(message);
    while (walk.nextAnswer()) {
      ByteBuilder text = new ByteBuilder();
      walk.appendName(text);
      RecordTypes.appendType(walk.type(), text.append(' '));
      RecordText.append(walk, text.append(' ').appendDecimal(walk.ttl()).append(' '));
      all.add(text.view().toString());
    }
    return all;
  }

  private List<String> addresses() {
    List<String> all = new ArrayList<>();
    walk.begin(message);
    while (walk.nextAnswer()) {
      RecordAddresses.read(walk,
          (data, from, to) -> all.add(HexFormat.of().formatHex(Arrays.copyOfRange(data.toArray(), from, to))));
    }
    return all;
  }

  @Test
  void aQueryHasItsNameInLowerCaseWithoutAFinalDot() {
    read(DnsMessageBuilder.query(0x1234, "wWw.eXample.COM", 28).bytes());
    assertEquals(0x1234, message.id());
    assertFalse(message.isResponse());
    assertTrue(message.hasQuestion());
    assertEquals("www.example.com", question());
    assertEquals(28, message.questionType());
    assertEquals(1, message.questionClass());
    assertFalse(message.isMalformed(walk));
  }

  @Test
  void oddBytesInALabelCannotLookLikeAnotherName() {
    read(DnsMessageBuilder.of(1, 0x0100).claim(0, 1)
        .raw(new byte[] {12, 'g', 'i', 't', '.', 'c', 'o', 'm', 0, ' ', (byte) 0xff, '\\', '"', 2, 'd', 'e', 0}).u16(1).u16(1)
        .bytes());
    assertEquals("git\\046com\\000\\032\\255\\092\".de", question());
  }

  @Test
  void theRootIsADot() {
    read(DnsMessageBuilder.query(1, "", 2).bytes());
    assertEquals(".", question());
  }

  @Test
  void answersOfAllKindsAreText() {
    DnsMessageBuilder answer = DnsMessageBuilder.answer(7, "a.example.com", 255);
    byte[] suffix = DnsMessageBuilder.pointer(14); // example.com
    int www = answer.offset() + 12;
    answer.answer(5, 60, new byte[] {3, 'w', 'w', 'w', suffix[0], suffix[1]})
        .record(1, DnsMessageBuilder.pointer(www), 1, 1, 30, new byte[] {(byte) 192, 0, 2, 1})
        .address("2001:db8::1", 0x80000000L)
        .address("fe80:0:1::", 1)
        .address("1:0:2:3:4:5:6:7", 1)
        .address("::", 1)
        .answer(15, 5, new byte[] {0, 10, 2, 'm', 'x', suffix[0], suffix[1]})
        .answer(33, 5, new byte[] {0, 1, 0, 2, 0x1f, (byte) 0x90, suffix[0], suffix[1]})
        .answer(2, 5, DnsMessageBuilder.name("NS.other.org"))
        .answer(12, 5, DnsMessageBuilder.name("host.local"))
        .answer(6, 5, new byte[] {suffix[0], suffix[1], 1, 'r', suffix[0], suffix[1], 0, 0, 0, 1})
        .text("v=spf1 \u0001\\", 5)
        .answer(65, 5,
            HexFormat.of().parseHex("0001" + "00" + "00040008c0000201c0000202" + "00060010" + "20010db8000000000000000000000002"))
        .answer(257, 5, new byte[] {0, 5})
        .answer(1, 5, new byte[] {1, 2, 3});
    read(answer.bytes());
    assertEquals(
        List.of("a.example.com CNAME 60 www.example.com", "www.example.com A 30 192.0.2.1",
            "a.example.com AAAA 0 2001:db8::1", "a.example.com AAAA 1 fe80:0:1::", "a.example.com AAAA 1 1:0:2:3:4:5:6:7",
            "a.example.com AAAA 1 ::", "a.example.com MX 5 10 mx.example.com", "a.example.com SRV 5 1 2 8080 example.com",
            "a.example.com NS 5 ns.other.org", "a.example.com PTR 5 host.local", "a.example.com SOA 5 example.com r.example.com",
            "a.example.com TXT 5 v=spf1 \\001\\092", "a.example.com HTTPS 5 1 .", "a.example.com CAA 5 \\# 2 0005",
            "a.example.com A 5 \\# 3 010203"),
        answers());
    assertEquals(
        List.of("c0000201", "20010db8000000000000000000000001", "fe800000000100000000000000000000",
            "00010000000200030004000500060007", "00000000000000000000000000000000", "c0000201", "c0000202",
            "20010db8000000000000000000000002"),
        addresses());
    assertFalse(message.isMalformed(walk));
  }

  @Test
  void theResponseCodeHasTheBitsOfTheOptionRecord() {
    read(DnsMessageBuilder.of(1, 0x8180).question("a.b", 1).options(1, true).bytes());
    assertEquals(16, message.responseCode());
    assertTrue(message.wantsSignatures());
    read(DnsMessageBuilder.of(1, 0x8183).question("a.b", 1).bytes());
    assertEquals(3, message.responseCode());
    assertFalse(message.wantsSignatures());
  }

  @Test
  void pointersThatLeadToThemselvesOrForwardOrIntoTheHeaderAreDamage() {
    for (int target : List.of(0, 4, 11, 12, 13, 14, 40)) {
      read(DnsMessageBuilder.of(1, 0).claim(0, 1).raw(DnsMessageBuilder.pointer(target)).u16(1).u16(1).bytes());
      assertFalse(message.hasQuestion(), () -> "pointer to " + target);
      assertTrue(message.isMalformed(walk));
    }
    // The owner of the answer points into itself: "b" and back to it.
    DnsMessageBuilder loop = DnsMessageBuilder.answer(1, "a.b", 1);
    byte[] back = DnsMessageBuilder.pointer(loop.offset());
    read(loop.record(1, new byte[] {1, 'b', back[0], back[1]}, 1, 1, 1, new byte[4]).bytes());
    assertEquals(List.of(), answers());
    assertTrue(message.isMalformed(walk));
  }

  @Test
  void namesThatAreTooLongAreDamage() {
    String label = "x".repeat(63);
    read(DnsMessageBuilder.query(1, label + "." + label + "." + label + "." + "y".repeat(61), 1).bytes());
    assertEquals(253, question().length());
    read(DnsMessageBuilder.query(1, label + "." + label + "." + label + "." + "y".repeat(62), 1).bytes());
    assertFalse(message.hasQuestion());
    read(DnsMessageBuilder.query(1, "x".repeat(64), 1).bytes());
    assertFalse(message.hasQuestion());
  }

  @Test
  void severalQuestionsHaveNoName() {
    read(DnsMessageBuilder.query(1, "good.example", 1).question("bad.example", 1).bytes());
    assertFalse(message.hasQuestion());
    assertTrue(message.isMalformed(walk));
  }

  @Test
  void countsAreNotBelieved() {
    read(DnsMessageBuilder.answer(1, "a.b", 1).address("192.0.2.7", 1).claim(1, 65_535).claim(2, 65_535).bytes());
    assertEquals(List.of("a.b A 1 192.0.2.7"), answers());
    assertTrue(message.isMalformed(walk));
  }

  @Test
  void whatWasCutOffIsAbsentAndNotDamage() {
    byte[] whole = DnsMessageBuilder.answer(1, "www.example.com", 1).address("192.0.2.1", 1).address("192.0.2.2", 1).bytes();
    for (int length = DnsMessage.HEADER; length < whole.length; length++) {
      message.wrap(Text.copyOf(whole), 0, length, true);
      assertEquals(length >= 33, message.hasQuestion(), "question of " + length);
      assertEquals(length < 49 ? 0 : 1, answers().size(), "answers of " + length);
      assertFalse(message.isMalformed(walk));
      message.wrap(Text.copyOf(whole), 0, length, false);
      assertTrue(message.isMalformed(walk), "damage of " + length);
    }
    assertFalse(message.wrap(Text.copyOf(whole), 0, 11, true));
  }

  @Test
  void aMessageOnAStreamFollowsItsLengthOrComesAlone() {
    DnsMessageBuilder query = DnsMessageBuilder.query(1, "www.example.com", 1);
    byte[] framed = query.framed();
    byte[] two = Arrays.copyOf(framed, 2 * framed.length);
    System.arraycopy(DnsMessageBuilder.query(2, "www.example.org", 28).framed(), 0, two, framed.length, framed.length);
    for (byte[] bytes : List.of(framed, query.bytes(), two)) {
      assertTrue(StreamMessage.wrap(message, Text.copyOf(bytes), bytes.length));
      assertEquals("www.example.com", question());
      assertFalse(message.isPartial());
      assertFalse(message.isMalformed(walk));
    }
    byte[] part = Arrays.copyOf(framed, 20);
    assertTrue(StreamMessage.wrap(message, Text.copyOf(part), framed.length));
    assertTrue(message.isPartial());
    assertFalse(message.hasQuestion());
    assertFalse(StreamMessage.wrap(message, Text.copyOf(Arrays.copyOf(framed, 2)), 2));
  }

  @Test
  void anIdThatEqualsTheLengthIsNotTakenForALength() {
    for (int id = 0; id < 600; id++) {
      byte[] answer = DnsMessageBuilder.answer(id, "www.example.com", 1).address("192.0.2.1", 1).options(0, false).bytes();
      assertTrue(StreamMessage.wrap(message, Text.copyOf(answer), answer.length));
      assertEquals("www.example.com", question());
      byte[] query = DnsMessageBuilder.query(id, "3com.example.com", 1).options(0, false).bytes();
      assertTrue(StreamMessage.wrap(message, Text.copyOf(query), query.length));
      assertEquals("3com.example.com", question());
    }
  }
}
