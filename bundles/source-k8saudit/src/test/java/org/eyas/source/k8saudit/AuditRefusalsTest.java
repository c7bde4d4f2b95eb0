package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that refusals are counted, and that the log stays readable. */
class AuditRefusalsTest {
  private final List<String> lines = new ArrayList<>();
  private long nanos = -5;
  private final AuditRefusals refusals = new AuditRefusals(lines::add, () -> nanos);

  @Test
  void firstTenOfAMinuteHaveALine() {
    for (int i = 1; i <= 1_000; i++) {
      refusals.add("audit.log:" + i, "a comma is missing at offset 3");
    }
    assertEquals(1_000, refusals.count());
    assertEquals(11, lines.size());
    assertEquals("audit.log:1: not used as audit event: a comma is missing at offset 3", lines.getFirst());
    assertEquals(
        "More than 10 audit events were refused within a minute: the next ones are only counted (eyas sources).",
        lines.getLast());
    nanos += TimeUnit.MINUTES.toNanos(1);
    refusals.add("audit.log:1001", "x");
    assertEquals("audit.log:1001: not used as audit event: x", lines.getLast());
  }
}
