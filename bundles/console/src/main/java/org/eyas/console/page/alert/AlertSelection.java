package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertSearch;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeRange;

/**
 * The selection of alerts that the address of a page describes.
 *
 * @param query see docs/how-to/search-alerts.md
 * @param grouped whether groups are shown instead of single alerts
 * @param below only alerts with smaller numbers
 * @param shown for a stream: the number of the newest alert that the browser has; negative if it does not say so
 * @param columns the fields that the reader wants to see of each alert
 * @param order the order of the groups
 * @param during the time to which the alerts are restricted; empty without a restriction
 */
public record AlertSelection(
    String query, boolean grouped, long below, long shown, List<AlertColumn> columns, GroupOrder order,
    Optional<TimeRange> during) {
  private static final String QUERY = "q";
  private static final String SINGLE = "alerts";

  static AlertSelection of(ConsoleRequest request) {
    String last = request.header("Last-Event-ID"); // a browser sends it when it connects again
    return new AlertSelection(
        request.parameter(QUERY).strip(), !request.parameter("view").equals(SINGLE),
        number(request.parameter("before"), Long.MAX_VALUE), number(last.isEmpty() ? request.parameter("after") : last, -1),
        List.of(), GroupOrder.of(request.parameter("sort")), TimeRange.of(request));
  }

  AlertSelection withColumns(List<AlertColumn> fields) {
    return new AlertSelection(query, grouped, below, shown, fields, order, during);
  }

  private static long number(String text, long otherwise) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }

  /** The whole query: the reader's query and the terms of the time. */
  String fullQuery() {
    return (query + during.map(time -> " " + time.queryTerms()).orElse("")).strip();
  }

  /** Whether new alerts can match the selection, and belong to the top of its list. */
  boolean isLive() {
    return (order == GroupOrder.NEWEST || !grouped) && below == Long.MAX_VALUE
        && during.filter(time -> time.isPast(Instant.now())).isEmpty();
  }

  /** The name of the list in addresses: {@code groups} or {@code alerts}. */
  String view() {
    return grouped ? "groups" : SINGLE;
  }

  /** The parameters of an address for the same search. */
  String parameters() {
    return parameters(query, order);
  }

  private String parameters(String wanted, GroupOrder sorted) {
    return "view=" + view() + "&" + QueryString.parameter(QUERY, wanted)
        + (sorted == GroupOrder.NEWEST ? "" : "&sort=" + sorted.parameter());
  }

  /** The address of the same list in another order. */
  String addressBy(GroupOrder wanted) {
    return "/alerts?" + parameters(query, wanted) + timeParameter();
  }

  /**
   * The parameter that an address gets for the same time, beginning with an ampersand; empty if the selection is for any
   * time.
   */
  String timeParameter() {
    return during.map(time -> "&" + time.parameter()).orElse("");
  }

  /** The query for the alerts of a group. */
  String groupQuery(AlertGroup group) {
    String own = term("rule", group.rule()) + " " + term("program", group.program()) + " " + term("container", group.container());
    return query.isEmpty() ? own : query + " " + own;
  }

  /** A term of a query: the value in quotes. */
  public static String term(String name, String value) {
    return name + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The address of the same list for alerts that also match a term. */
  String addressWith(String term) {
    return "/alerts?" + parameters(query.isEmpty() ? term : query + " " + term, order) + timeParameter();
  }

  /** The address of the same list for a time within the chosen one. */
  String addressDuring(TimeRange time) {
    TimeRange part =
        during.filter(whole -> whole.contains(time.from()) || time.contains(whole.from())).map(time::within).orElse(time);
    return "/alerts?" + parameters() + "&" + part.parameter();
  }

  /** The address of a list of single alerts of the same time. */
  String listAddress(String path, String wanted, long under) {
    String address = path + "?view=" + SINGLE + "&" + QueryString.parameter(QUERY, wanted);
    return address + (under == Long.MAX_VALUE ? "" : "&before=" + under)
        + timeParameter();
  }

  public static AlertSearch search(ConsoleServices services) throws RefusedException {
    Optional<AlertSearch> search = services.search();
    return search.orElseThrow(() -> new RefusedException("Not available: the history of alerts is not running."));
  }
}
