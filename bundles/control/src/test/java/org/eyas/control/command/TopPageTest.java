package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.control.SourceStatus;
import org.junit.jupiter.api.Test;

class TopPageTest {
  private static final Instant SINCE = Instant.EPOCH;

  private static TopSample sample(int seconds, long events, long lost, long sent, long hits) {
    return new TopSample(
        TimeUnit.SECONDS.toNanos(seconds),
        List.of(new SourceStatus("syscall", "modern_ebpf", SourceStatus.State.RUNNING, "", events, lost, SINCE)),
        List.of(new OutputStatus(new ChannelState("stdout", true, ""), sent, 0, 0, 7, 100)),
        List.of(), 93, hits);
  }

  @Test
  void ratesAreThoseSinceThePageBeforeAndTotalsThoseOfTheMinute() {
    TopPage page =
        new TopPage(sample(0, 0, 5, 0, 10), sample(58, 1_000, 5, 100, 40), sample(60, 25_000, 8, 120, 52), TopAlerts.NONE);
    List<String> lines = page.text("Eyas").lines().toList();
    assertEquals("Eyas, healthy", lines.getFirst());
    assertEquals("93 rules, 12,000 events/s; in the last 60 s, rules fired 42 times and 3 events were lost", lines.get(1));
    assertEquals(
        List.of(
            "", "SOURCE   KIND         STATE    EVENTS PER SECOND  LOST  REASON",
            "syscall  modern_ebpf  running  12000              8",
            "", "OUTPUT  STATE  SENT PER SECOND  WAITING  DROPPED  LAST ERROR",
            "stdout  up     10               7        0"),
        lines.subList(2, lines.size()));
  }

  @Test
  void anEngineThatCountsFromZeroAgainHasNoNegativeRates() {
    TopPage page = new TopPage(sample(0, 9_000, 5, 70, 50), sample(0, 9_000, 5, 70, 50), sample(2, 400, 0, 8, 3), TopAlerts.NONE);
    assertEquals(200L, page.row().values().get("events_per_second"));
    assertEquals(0L, page.row().values().get("fired_in_the_last_minute"));
    assertEquals(0L, page.row().values().get("lost_in_the_last_minute"));
  }

  @Test
  void problemsStandBelowTheFigures() {
    TopSample now = sample(2, 0, 0, 0, 0);
    HealthProblem problem = new HealthProblem(HealthProblem.Part.OUTPUT, "http", "does not answer", SINCE);
    TopSample ill = new TopSample(now.nanos(), now.sources(), now.outputs(), List.of(problem), 93, 0);
    TopSample zero = sample(0, 0, 0, 0, 0);
    List<String> lines = new TopPage(zero, zero, ill, TopAlerts.NONE).text("Eyas").lines().toList();
    assertEquals("Eyas, 1 problem", lines.getFirst());
    assertEquals("output http: does not answer", lines.get(2));
  }
}
