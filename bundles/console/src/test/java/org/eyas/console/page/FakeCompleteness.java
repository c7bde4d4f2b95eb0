package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.control.SeenMinute;

/** The rule "Loud" lost events in one of its two minutes; "Quiet" none. */
final class FakeCompleteness implements Completeness {
  private static final SeenEvents WHOLE = new SeenEvents(1_000, new TreeMap<>(), 0, 0, 0);
  private static final SeenEvents LOSING =
      new SeenEvents(2_000, new TreeMap<>(Map.of("buffer_open_exit", 7L)), 3, 40, 0);
  private static final Instant FIRST = Instant.parse("2026-11-28T10:00:00Z");

  @Override
  public List<String> names() {
    return List.of("Loud", "Quiet");
  }

  @Override
  public List<RuleCompleteness> rules(Instant from, Instant to) {
    return List.of(
        new RuleCompleteness("Quiet", "syscall", WHOLE, List.of()),
        new RuleCompleteness("Loud", "syscall", WHOLE.plus(LOSING), List.of()));
  }

  @Override
  public Optional<RuleCompleteness> rule(String name, Instant from, Instant to) {
    List<SeenMinute> minutes = List.of(
        new SeenMinute(FIRST, true, WHOLE), new SeenMinute(FIRST.plusSeconds(60), false, LOSING));
    List<SeenMinute> between = minutes.stream().filter(minute -> minute.begin().isBefore(to)).toList();
    return name.equals("Loud")
        ? Optional.of(new RuleCompleteness(name, "syscall", WHOLE.plus(LOSING), between))
        : Optional.empty();
  }

  @Override
  public Optional<SeenMinute> minute(String name, Instant time) {
    return name.equals("Loud") ? Optional.of(new SeenMinute(FIRST, false, LOSING)) : Optional.empty();
  }
}
