package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.junit.jupiter.api.Test;

class TlsFieldsTest {
  /** What the JDK's own client sends. */
  static final byte[] HELLO = hello("Dns.Google");

  private static byte[] hello(String server) {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(server)));
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      engine.setSSLParameters(parameters);
      ByteBuffer out = ByteBuffer.allocate(20_000);
      engine.wrap(ByteBuffer.allocate(0), out);
      return Arrays.copyOf(out.array(), out.position());
    } catch (java.security.GeneralSecurityException | java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static FakeFd connection() {
    return FakeFd.tcp(3, "10.0.0.9", 40_000, "8.8.8.8", 443);
  }

  private static String name(FakeEvent event) {
    return ((FieldReader.OfBytes) HelloFields.reader("tls.server_name")).read(event).toString();
  }

  private static List<String> list(String field, FakeEvent event) {
    BytesList out = new BytesList();
    List<String> texts = new ArrayList<>();
    if (((FieldReader.OfManyBytes) HelloFields.reader(field)).read(event, out) == Presence.PRESENT) {
      for (int i = 0; i < out.size(); i++) {
        texts.add(out.get(i).toString());
      }
    }
    return texts;
  }

  @Test
  void theFirstWriteOfAClientNamesTheServer() {
    FakeEvent event = DataEvents.write(HELLO).about(connection());
    assertEquals("dns.google", name(event));
    assertEquals(List.of("dns.google", "google"), list("tls.server_domains", event));
    assertEquals(List.of("h2", "http/1.1"), list("tls.alpn", event));
  }

  @Test
  void otherBytesAndOtherSocketsHaveNoName() {
    byte[] serverHello = HELLO.clone();
    serverHello[5] = 2;
    FakeFd datagrams = connection();
    datagrams.l4Protocol = L4Protocol.UDP;
    for (FakeEvent event : List.of(
        DataEvents.write(serverHello).about(connection()),
        DataEvents.read(HELLO).about(connection()),
        DataEvents.write(HELLO).about(datagrams),
        DataEvents.write(HELLO),
        DataEvents.write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)).about(connection()))) {
      assertEquals("", name(event));
      assertEquals(List.of(), list("tls.server_domains", event));
      assertEquals(List.of(), list("tls.alpn", event));
    }
  }

  @Test
  void aNameThatWasCutOffIsAbsentAndNotShorter() {
    int shown = 0;
    for (int length = 0; length < HELLO.length; length++) {
      String name = name(DataEvents.write(Arrays.copyOf(HELLO, length)).about(connection()));
      assertTrue(name.isEmpty() || name.equals("dns.google"), name);
      shown += name.isEmpty() ? 0 : 1;
    }
    assertTrue(shown > 0 && shown < HELLO.length - 60, "with " + shown + " of " + HELLO.length + " lengths");
  }

  @Test
  void oddBytesInANameAreEscapedAndAFinalDotIsLeftOut() {
    byte[] odd = HELLO.clone();
    int at = new String(HELLO, StandardCharsets.ISO_8859_1).indexOf("Dns.Google");
    System.arraycopy("A\n\\ .b.c\0.".getBytes(StandardCharsets.ISO_8859_1), 0, odd, at, 10);
    assertEquals("a\\010\\092\\032.b.c\\000", name(DataEvents.write(odd).about(connection())));
  }

  @Test
  void damagedMessagesAreReadWithoutFailing() {
    Random random = new Random(3);
    FieldReader.OfBytes name = (FieldReader.OfBytes) HelloFields.reader("tls.server_name");
    FieldReader.OfManyBytes protocols = (FieldReader.OfManyBytes) HelloFields.reader("tls.alpn");
    FakeFd fd = connection();
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = HELLO.clone();
      for (int j = random.nextInt(6); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      FakeEvent event = DataEvents.write(Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length))).about(fd);
      name.read(event);
      protocols.read(event, new BytesList());
    }
  }
}
