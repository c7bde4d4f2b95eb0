package org.eyas.console.page.alert;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertStatistics;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeRange;

/**
 * The most frequent rules, programs, containers, pods or users of alerts.
 *
 * @param title the kind of the values, for people
 * @param rows the most frequent one first
 */
record FrequentAlertValues(String title, List<Row> rows) {
  private static final int MOST = 6;

  /**
   * A value and its alerts.
   *
   * @param share of the most frequent one, in percent
   * @param alerts the address of its alerts
   */
  record Row(String value, String count, int share, String alerts) {}

  /** The alerts that are counted, as additional terms of a query and as additional parameters of its address. */
  record Scope(String terms, String parameters) {
    static final Scope DAY = new Scope(" since:24h", "");

    static Scope of(TimeRange time) {
      return new Scope("", "&" + time.parameter());
    }

    private String alerts(String query) {
      return "/alerts?" + QueryString.parameter("q", query + terms) + parameters;
    }
  }

  /** The most frequent values of each kind, without the kinds that no alert has. */
  static List<FrequentAlertValues> of(AlertStatistics statistics, Scope scope) {
    return Stream
        .of(
            of("Rules", counts(statistics, AlertGroup::rule), "rule", scope),
            of("Programs", counts(statistics, AlertGroup::program), "program", scope),
            of("Containers", counts(statistics, AlertGroup::container), "container", scope),
            of("Pods", counts(statistics.pods()), "pod", scope),
            of("Users", counts(statistics.users()), "user.name", scope))
        .filter(causes -> !causes.rows().isEmpty())
        .toList();
  }

  private static Map<String, Long> counts(AlertStatistics statistics, Function<AlertGroup, String> value) {
    Map<String, Long> counts = new LinkedHashMap<>();
    statistics.groups().stream()
        .filter(group -> !value.apply(group).isEmpty())
        .forEach(group -> counts.merge(value.apply(group), group.count(), Long::sum));
    return counts;
  }

  private static Map<String, Long> counts(List<AlertStatistics.Count> values) {
    Map<String, Long> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.put(value.value(), value.count()));
    return counts;
  }

  private static FrequentAlertValues of(String title, Map<String, Long> counts, String term, Scope scope) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    return new FrequentAlertValues(
        title,
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(
                entry -> new Row(
                    entry.getKey(), FigureFormat.count(entry.getValue()), (int) Math.max(1, 100 * entry.getValue() / most),
                    scope.alerts(AlertSelection.term(term, entry.getKey()))))
            .toList());
  }
}
