package org.eyas.console.page.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenMinute;
import org.eyas.api.control.SourceControl;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;

/**
 * The page of completeness: the events that each rule saw, lost or left in the kernel, and the rules because of which
 * other events do not stay there.
 */
public final class CompletenessPage implements ConsolePage {
  private static final Map<String, Duration> SPANS =
      Map.of("15m", Duration.ofMinutes(15), "1h", Duration.ofHours(1), "24h", Duration.ofHours(24));
  private static final String USUAL = "1h";
  private static final Comparator<RuleCompleteness> PROBLEMS_FIRST =
      Comparator.comparingLong((RuleCompleteness rule) -> rule.total().allLost())
          .thenComparingLong(rule -> rule.total().blindSeconds())
          .thenComparingLong(rule -> rule.total().undecided())
          .reversed();
  private static final PushdownStatus NOTHING = new PushdownStatus("the engine is not running", List.of());

  /** @param minutes of the chosen rule, newest first; empty if none is chosen */
  private record Model(
      boolean known, Span span, String text, String rule, List<CompletenessRow> rules, List<CompletenessRow> minutes,
      boolean rulesChanged,
      String reason,
      String files, List<PushdownRow> types) {}

  /** @param at the chosen span, for the list of spans */
  private record Span(String text, Map<String, Boolean> at) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public CompletenessPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String span = SPANS.containsKey(visit.parameter("since")) ? visit.parameter("since") : USUAL;
    TimeRange time = TimeRange.of(visit.request()).orElseGet(() -> lastSpan(SPANS.getOrDefault(span, Duration.ZERO)));
    Optional<RuleCompleteness> chosen =
        services.completeness().flatMap(service -> service.rule(visit.parameter("rule"), time.from(), time.to()));
    PushdownStatus pushdown = services.sourceControl().map(SourceControl::pushdown).orElse(NOTHING);
    Model model =
        new Model(
            services.completeness().isPresent(),
            new Span(span, Map.of("is" + span, true)),
            visit.parameter("text"),
            chosen.map(RuleCompleteness::rule).orElse(""),
            chosen.isPresent() ? List.of() : rules(span, time, visit.parameter("text").toLowerCase(Locale.ROOT)),
            chosen.map(rule -> rule.minutes().reversed().stream().map(CompletenessRow::of).toList()).orElse(List.of()),
            chosen.isPresent() && chosen.get().minutes().stream().anyMatch(SeenMinute::rulesChanged),
            pushdown.reason(),
            pushdown.filesInShort(),
            pushdown.types().stream().map(PushdownRow::of).toList());
    return templates.page("completeness", "Completeness", visit, model);
  }

  private static TimeRange lastSpan(Duration span) {
    return new TimeRange(Instant.now().minus(span), Instant.MAX);
  }

  /** The rules whose name has a text: first those that missed most, then those with the longest time without a capture. */
  private List<CompletenessRow> rules(String span, TimeRange time, String text) {
    List<RuleCompleteness> all =
        services.completeness().map(service -> service.rules(time.from(), time.to())).orElse(List.of());
    return all.stream()
        .filter(rule -> rule.rule().toLowerCase(Locale.ROOT).contains(text))
        .sorted(PROBLEMS_FIRST)
        .map(rule -> CompletenessRow.of(rule, span))
        .toList();
  }
}
