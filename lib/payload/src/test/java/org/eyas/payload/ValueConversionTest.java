package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValueConversionTest {
  @Test
  void anAddressIsWrittenAsAddressAndTheFirstOfAListCounts() {
    assertEquals("10.0.0.1", ValueConversion.IP.of("10.0.0.1"));
    assertEquals("0:0:0:0:0:0:0:1", ValueConversion.IP.of("::1"));
    assertEquals("192.0.2.7", ValueConversion.IP.of(List.of("192.0.2.7", "10.0.0.1")));
    assertNull(ValueConversion.IP.of("localhost"));
    assertNull(ValueConversion.IP.of(5L));
    assertNull(ValueConversion.IP.of("1.2.3.4 5"));
  }

  @Test
  void ofAListOnlyAddressesAndKnownFlagsAreLeft() {
    assertEquals(List.of("192.0.2.7", "2001:db8:0:0:0:0:0:1"),
        ValueConversion.ADDRESSES.of(List.of("192.0.2.7", "x", "2001:db8::1")));
    assertEquals(List.of("192.0.2.7"), ValueConversion.ADDRESSES.of("192.0.2.7"));
    assertNull(ValueConversion.ADDRESSES.of("x"));
    assertEquals(List.of("RD", "DO"), ValueConversion.DNS_FLAGS.of(List.of("RD", "Z", "DO")));
    assertNull(ValueConversion.DNS_FLAGS.of(5L));
  }

  @Test
  void aNumberIsWholeAndNotNegative() {
    assertEquals(4_711L, ValueConversion.WHOLE.of(4_711L));
    assertEquals(4_711L, ValueConversion.WHOLE.of("4711"));
    assertNull(ValueConversion.WHOLE.of(-1L));
    assertNull(ValueConversion.WHOLE.of(0.5));
    assertNull(ValueConversion.WHOLE.of("9".repeat(19)));
  }

  @Test
  void aConnectionIsNotAPath() {
    assertEquals("/etc/shadow", ValueConversion.PATH.of("/etc/shadow"));
    assertEquals("shadow", ValueConversion.FILE.of("/etc/shadow"));
    assertEquals("/", ValueConversion.FILE.of("/"));
    assertNull(ValueConversion.PATH.of("10.0.0.7:1->10.0.0.8:2"));
    assertNull(ValueConversion.FILE.of("10.0.0.7:1->10.0.0.8:2"));
  }

  @Test
  void theNameOfAnImageHasNeitherTagNorDigest() {
    assertEquals("docker.io/nginx", ValueConversion.REPOSITORY.of("docker.io/nginx"));
    assertEquals("nginx", ValueConversion.REPOSITORY.of("nginx:1.29"));
    assertEquals("localhost:5000/shop/web", ValueConversion.REPOSITORY.of("localhost:5000/shop/web:1@sha256:ab"));
    assertEquals("localhost:5000/web", ValueConversion.REPOSITORY.of("localhost:5000/web"));
  }

  @Test
  void aListIsATextInJson() {
    assertEquals("[\"a\",1]", ValueConversion.TEXT.of(List.of("a", 1L)));
    assertEquals(List.of("a"), ValueConversion.LIST.of("a"));
  }
}
