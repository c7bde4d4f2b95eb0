package org.eyas.console.page.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eyas.api.history.AlertFacet;
import org.eyas.api.history.AlertFacets;
import org.eyas.api.history.AlertStatistics.Count;
import org.eyas.console.page.FigureFormat;

/** The most frequent values of one kind, each with links that show only its alerts, or all others. */
record AlertFacetList(String title, List<Row> rows) {
  private static final int MOST = 6;

  /**
   * A value and its alerts.
   *
   * @param share of the most frequent one, in percent
   * @param only the address of its alerts
   * @param without the address of all alerts but these
   */
  record Row(String value, String count, int share, String only, String without) {}

  /** One list of each kind that the alerts have. */
  static List<AlertFacetList> of(AlertFacets facets, AlertSelection selection) {
    return Arrays.stream(AlertFacet.values())
        .map(facet -> of(facet, facets.values().getOrDefault(facet, List.of()), selection))
        .filter(list -> !list.rows().isEmpty())
        .toList();
  }

  private static AlertFacetList of(AlertFacet facet, List<Count> counts, AlertSelection selection) {
    long most = counts.stream().mapToLong(Count::count).max().orElse(1);
    int shown = facet == AlertFacet.PRIORITY ? counts.size() : MOST;
    return new AlertFacetList(facet.label(),
        counts.stream().limit(shown).map(count -> row(facet, count, most, selection)).toList());
  }

  private static Row row(AlertFacet facet, Count count, long most, AlertSelection selection) {
    String term =
        facet == AlertFacet.PRIORITY ? facet.term() + ":" + count.value().toLowerCase(Locale.ROOT)
            : AlertSelection.term(facet.term(), count.value());
    return new Row(
        count.value(), FigureFormat.count(count.count()), (int) Math.max(1, 100 * count.count() / most),
        selection.addressWith(term), selection.addressWith("-" + term));
  }
}
