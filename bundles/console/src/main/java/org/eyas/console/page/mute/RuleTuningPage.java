package org.eyas.console.page.mute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.FoundGroups;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertListRow;
import org.eyas.console.page.alert.AlertSelection;

/** The page of tuning: the rules with most alerts, and for each rule the mutes that remove most of them. */
public final class RuleTuningPage implements ConsolePage {
  private static final int MOST_RULES = 10;
  static final int MOST_CAUSES = 4;
  private static final List<String> SPANS = List.of("1h", "24h", "7d");

  /**
   * @param note a sentence about alerts that were not counted; empty if all were
   * @param error why nothing can be shown; empty otherwise
   */
  private record Model(boolean known, String error, String count, String note, List<Span> spans, List<Rule> rules) {}

  private record Span(String value, boolean chosen) {}

  /**
   * @param share of all alerts, in percent
   * @param together the address of the part with the sum of all these mutes; empty if there is one cause
   */
  private record Rule(String name, String count, int share, String alerts, List<Cause> causes, String together, String more) {}

  /**
   * Alerts of one program in one container.
   *
   * @param share of the alerts of the rule, in percent
   * @param number of its newest alert
   */
  private record Cause(String program, String place, String count, int share, long number) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public RuleTuningPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String span = SPANS.contains(visit.parameter("of")) ? visit.parameter("of") : "24h";
    List<Span> spans = SPANS.stream().map(value -> new Span(value, value.equals(span))).toList();
    String terms = TimeRange.of(visit.request()).map(TimeRange::queryTerms).orElse("since:" + span);
    boolean known = services.search().isPresent() && services.mutes().isPresent();
    try {
      FoundGroups found = known ? AlertSelection.search(services).groups(terms) : FoundGroups.NONE;
      String note = found.next() == 0 ? "" : "Only the newest part of the history was counted: it is large.";
      Model model = new Model(known, "", FigureFormat.count(found.alerts()), note, spans, rules(found, terms));
      return templates.page("tuning", "Tuning", visit, model);
    } catch (RefusedException e) {
      return templates.page("tuning", "Tuning", visit, new Model(known, Reason.of(e), "", "", spans, List.of()));
    }
  }

  private static List<Rule> rules(FoundGroups found, String terms) {
    Map<String, List<AlertGroup>> byRule = new LinkedHashMap<>();
    found.groups().forEach(group -> byRule.computeIfAbsent(group.rule(), _ -> new ArrayList<>()).add(group));
    return byRule.values().stream()
        .sorted(Comparator.comparingLong(RuleTuningPage::count).reversed())
        .limit(MOST_RULES)
        .map(groups -> rule(groups, found.alerts(), terms))
        .toList();
  }

  private static long count(List<AlertGroup> groups) {
    return groups.stream().mapToLong(AlertGroup::count).sum();
  }

  private static Rule rule(List<AlertGroup> groups, long all, String terms) {
    long count = count(groups);
    String name = groups.getFirst().rule();
    List<Cause> causes =
        groups.stream()
            .sorted(Comparator.comparingLong(AlertGroup::count).reversed())
            .limit(MOST_CAUSES)
            .map(group -> cause(group, count))
            .toList();
    int more = groups.size() - causes.size();
    String query = AlertSelection.term("rule", name) + " " + terms;
    return new Rule(
        name, FigureFormat.count(count, "alert"), percent(count, all), "/alerts?" + QueryString.parameter("q", query), causes,
        together(causes),
        more == 0 ? "" : String.format(Locale.ROOT, "and %d other programs or containers", more));
  }

  private static String together(List<Cause> causes) {
    String numbers = causes.stream().map(cause -> Long.toString(cause.number())).collect(Collectors.joining(","));
    return causes.size() == 1 ? "" : CombinedMutesPage.PATH + "?" + QueryString.parameter(CombinedMutesPage.NUMBERS, numbers);
  }

  private static Cause cause(AlertGroup group, long all) {
    return new Cause(
        Optional.of(group.program()).filter(program -> !program.isEmpty()).orElse("unknown program"),
        AlertListRow.place(new AlertPlace(group.container(), group.pod())), FigureFormat.count(group.count()),
        percent(group.count(), all),
        group.newest());
  }

  static int percent(long part, long all) {
    return all == 0 ? 0 : (int) (100 * part / all);
  }
}
