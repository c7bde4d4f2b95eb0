package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class EventListScannerTest {
  private static final byte[] INTERESTING = "{}[]\"\\:, x".getBytes(UTF_8);
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  @Test
  void itemsOfAnyBytesAreInsideTheDocument() {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(SEED);
    EventListScanner items = new EventListScanner();
    for (int i = 0; i < 100_000; i++) {
      byte[] start = "x{\"items\":[".getBytes(UTF_8);
      byte[] bytes = Arrays.copyOf(start, start.length + random.nextInt(30));
      for (int at = start.length; at < bytes.length; at++) {
        bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
      }
      items.find(bytes, 1, bytes.length);
      int last = 1;
      for (int item = 0; item < items.size(); item++) {
        boolean inside = items.start(item) >= last && items.end(item) > items.start(item) && items.end(item) <= bytes.length;
        assertTrue(inside, () -> "-Deyas.seed=" + SEED + ": " + new String(bytes, UTF_8));
        last = items.start(item) + 1;
      }
    }
  }
}
