package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.control.HealthProblem;
import org.junit.jupiter.api.Test;

/** The service of an updated bundle has the same origin as that of the earlier version. */
class UpdatedBundleTest {
  private static final ServiceOrigin ENRICHER = new ServiceOrigin("org.acme", "Enricher org.acme.Slow");

  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);

  private List<String> problems() {
    return book.problems().stream().map(HealthProblem::problem).toList();
  }

  @Test
  void healthBlamesANewVersionOnlyForItsOwnFaults() {
    ServiceGuard before = book.guard(ServiceRole.ENRICHER, ENRICHER);
    before.convertFailure(new IllegalStateException("of version 1"));
    before.convertFailure(new IllegalStateException("of version 1"));
    assertEquals(1, problems().size());
    before.close();
    ServiceGuard after = book.guard(ServiceRole.ENRICHER, ENRICHER);
    assertEquals(List.of(), problems());
    after.convertFailure(new IllegalStateException("of version 2"));
    assertTrue(problems().getFirst().contains(": 1 failures, 0 late calls"), problems()::toString);
    assertTrue(problems().getFirst().contains("of version 2"), problems()::toString);
  }

  @Test
  void theCountsOfAllVersionsGoOnInMetrics() {
    ServiceGuard before = book.guard(ServiceRole.ENRICHER, ENRICHER);
    before.convertFailure(new IllegalStateException("of version 1"));
    before.close();
    book.guard(ServiceRole.ENRICHER, ENRICHER).convertFailure(new IllegalStateException("of version 2"));
    assertEquals(2, book.counts().getFirst().failures());
  }
}
