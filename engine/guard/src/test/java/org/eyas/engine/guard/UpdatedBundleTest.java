package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.control.HealthProblem;
import org.junit.jupiter.api.Test;

/** The service of an updated bundle has the same origin as that of the earlier version. */
class UpdatedBundleTest {
  private static final Origin ENRICHER = new Origin("org.acme", "Enricher org.acme.Slow");

  private final FaultBook book = new FaultBook(() -> FaultPolicy.USUAL);

  private List<String> problems() {
    return book.problems().stream().map(HealthProblem::problem).toList();
  }

  @Test
  void healthBlamesANewVersionOnlyForItsOwnFaults() {
    Guard before = book.guard(Role.ENRICHER, ENRICHER);
    before.failed(new IllegalStateException("of version 1"));
    before.failed(new IllegalStateException("of version 1"));
    assertEquals(1, problems().size());
    before.close();
    Guard after = book.guard(Role.ENRICHER, ENRICHER);
    assertEquals(List.of(), problems());
    after.failed(new IllegalStateException("of version 2"));
    assertTrue(problems().getFirst().contains(": 1 failures, 0 late calls"), problems()::toString);
    assertTrue(problems().getFirst().contains("of version 2"), problems()::toString);
  }

  @Test
  void theCountsOfAllVersionsGoOnInMetrics() {
    Guard before = book.guard(Role.ENRICHER, ENRICHER);
    before.failed(new IllegalStateException("of version 1"));
    before.close();
    book.guard(Role.ENRICHER, ENRICHER).failed(new IllegalStateException("of version 2"));
    assertEquals(2, book.counts().getFirst().failures());
  }
}
