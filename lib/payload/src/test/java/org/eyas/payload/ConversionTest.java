package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionTest {
  @Test
  void anAddressIsWrittenAsAddressAndTheFirstOfAListCounts() {
    assertEquals("10.0.0.1", Conversion.IP.of("10.0.0.1"));
    assertEquals("0:0:0:0:0:0:0:1", Conversion.IP.of("::1"));
    assertEquals("192.0.2.7", Conversion.IP.of(List.of("192.0.2.7", "10.0.0.1")));
    assertNull(Conversion.IP.of("localhost"));
    assertNull(Conversion.IP.of(5L));
    assertNull(Conversion.IP.of("1.2.3.4 5"));
  }

  @Test
  void aNumberIsWholeAndNotNegative() {
    assertEquals(4_711L, Conversion.WHOLE.of(4_711L));
    assertEquals(4_711L, Conversion.WHOLE.of("4711"));
    assertNull(Conversion.WHOLE.of(-1L));
    assertNull(Conversion.WHOLE.of(0.5));
    assertNull(Conversion.WHOLE.of("9".repeat(19)));
  }

  @Test
  void aConnectionIsNotAPath() {
    assertEquals("/etc/shadow", Conversion.PATH.of("/etc/shadow"));
    assertEquals("shadow", Conversion.FILE.of("/etc/shadow"));
    assertEquals("/", Conversion.FILE.of("/"));
    assertNull(Conversion.PATH.of("10.0.0.7:1->10.0.0.8:2"));
    assertNull(Conversion.FILE.of("10.0.0.7:1->10.0.0.8:2"));
  }

  @Test
  void theNameOfAnImageHasNeitherTagNorDigest() {
    assertEquals("docker.io/nginx", Conversion.REPOSITORY.of("docker.io/nginx"));
    assertEquals("nginx", Conversion.REPOSITORY.of("nginx:1.29"));
    assertEquals("localhost:5000/shop/web", Conversion.REPOSITORY.of("localhost:5000/shop/web:1@sha256:ab"));
    assertEquals("localhost:5000/web", Conversion.REPOSITORY.of("localhost:5000/web"));
  }

  @Test
  void aListIsATextInJson() {
    assertEquals("[\"a\",1]", Conversion.TEXT.of(List.of("a", 1L)));
    assertEquals(List.of("a"), Conversion.LIST.of("a"));
  }
}
