package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnonymousEntriesTest {
  @Test
  void entriesBeyondTheLimitAreCountedInTheNextOne() {
    AtomicLong nanos = new AtomicLong();
    AnonymousEntries entries = new AnonymousEntries(nanos::get);
    for (int i = 0; i < AnonymousEntries.MOST_IN_A_MINUTE; i++) {
      assertEquals(Optional.of(""), entries.next());
    }
    assertEquals(Optional.empty(), entries.next());
    assertEquals(Optional.empty(), entries.next());
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertEquals(Optional.of("(after 2 more that are not listed) "), entries.next());
    assertEquals(Optional.of(""), entries.next());
  }
}
