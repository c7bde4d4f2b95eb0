package org.eyas.evidence.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChainedLineTest {
  private final ChainDigest digest = new ChainDigest();

  private ChainedLine parsed(String line) {
    return ChainedLine.parse(line.getBytes(StandardCharsets.UTF_8), digest).orElseThrow();
  }

  @Test
  void theDigestIsTheOneThatSha256sumPrints() {
    // printf '{"a":1,"before":"000...0' | sha256sum
    String line = ChainedLine.continued("{\"a\":1}", ChainDigest.START, digest);
    assertEquals("{\"a\":1,\"before\":\"" + ChainDigest.START + "\",\"chain\":\"" + parsed(line).chain() + "\"}", line);
    assertEquals("dec2ad2bf5af5f57d6108a0b7550ca4b5ad02316838c83da37165acce127c6d0", parsed(line).chain());
    assertTrue(parsed(line).isIntact());
  }

  @Test
  void aChangedLineIsNotIntact() {
    String line = ChainedLine.continued("{\"a\":\"é\"}", ChainDigest.START, digest);
    assertFalse(parsed(line.replace('é', 'e')).isIntact());
    assertFalse(parsed(line.replace("before\":\"0", "before\":\"1")).isIntact());
    assertTrue(ChainedLine.parse("{\"a\":1}".getBytes(StandardCharsets.UTF_8), digest).isEmpty());
  }

  @Test
  void theHeadIsThatOfTheLastCompleteLine() {
    String one = ChainedLine.continued("{\"a\":1}", ChainDigest.START, digest);
    String two = ChainedLine.continued("{\"a\":2}", parsed(one).chain(), digest);
    String end = one.substring(20) + "\n" + two + "\n" + one.substring(0, 30);
    assertEquals(parsed(two).chain(), ChainedLine.head(end.getBytes(StandardCharsets.UTF_8)));
    assertEquals(ChainDigest.START, ChainedLine.head("torn\n{}\n".getBytes(StandardCharsets.UTF_8)));
  }
}
