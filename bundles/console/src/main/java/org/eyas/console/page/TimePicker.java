package org.eyas.console.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.console.access.ConsoleRequest;

/**
 * The choice of the time in the header of pages. A preset is a link with the parameter {@code last}; the console answers it with
 * the address of the same page for the time that the preset means at this moment. So it works without a script, and the
 * address that one sees and sends names an absolute time.
 *
 * @param path of the page
 * @param kept the parameters of its address that stay, for the form of a time of one's own
 * @param live the address of the same page without a time
 * @param from the begin of the chosen time, for the form; empty if none is chosen
 */
public record TimePicker(String path, List<QueryString.Parameter> kept, String live, List<Preset> presets, String from,
    String to) {
  private static final String LAST = "last";
  private static final String OWN = "custom";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String EXAMPLE = ", such as 2026-12-01T09:30";

  /**
   * The parameters that choose what a page shows. Others stay out of the new address: another time, the place in a list of the old
   * time, and what the page says after a change.
   */
  private static final Set<String> KEPT =
      Set.of("q", "view", "sort", "counts", "text", "state", "rule", "number", "id", "document", "line");

  private static final List<Preset> PRESETS =
      List.of(
          new Preset("15 min", "15m", Duration.ofMinutes(15), ""), new Preset("1 h", "1h", Duration.ofHours(1), ""),
          new Preset("6 h", "6h", Duration.ofHours(6), ""), new Preset("24 h", "24h", Duration.ofHours(24), ""),
          new Preset("7 d", "7d", Duration.ofDays(7), ""));

  /**
   * A time until now.
   *
   * @param address of the page for this time; empty in the list of all
   */
  record Preset(String name, String value, Duration length, String address) {
    Preset on(String page) {
      return new Preset(name, value, length, page + (page.contains("?") ? "&" : "?") + QueryString.parameter(LAST, value));
    }
  }

  static TimePicker of(ConsoleRequest request) {
    List<QueryString.Parameter> kept =
        request.method().equals("GET") ? QueryString.only(request.query(), KEPT) : List.of();
    String live = address(request.path(), kept);
    Optional<TimeRange> time = TimeRange.of(request);
    return new TimePicker(
        request.path(), kept, live, PRESETS.stream().map(preset -> preset.on(live)).toList(),
        time.map(TimeRange::from).map(TimePicker::local).orElse(""), time.map(TimeRange::to).map(TimePicker::local).orElse(""));
  }

  private static String address(String path, List<QueryString.Parameter> parameters) {
    return parameters.isEmpty() ? path
        : parameters.stream().map(each -> QueryString.parameter(each.name(), each.value()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String local(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** For templates: whether the page shows the present because no time is chosen. */
  boolean isLive() {
    return from.isEmpty();
  }

  /**
   * The address to which a click in the picker leads; empty if the request is none.
   *
   * @throws RefusedException if a time that somebody entered is none; the message is for the user
   */
  public static Optional<String> chosen(ConsoleRequest request, Instant now) throws RefusedException {
    String last = request.parameter(LAST);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    TimeRange time = last.equals(OWN) ? own(request) : preset(last, now);
    List<QueryString.Parameter> all = new ArrayList<>(QueryString.only(request.query(), KEPT));
    all.add(new QueryString.Parameter(TimeRange.PARAMETER, time.value()));
    return Optional.of(address(request.path(), all));
  }

  private static TimeRange preset(String last, Instant now) throws RefusedException {
    Instant end = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1); // the newest alert belongs to it
    return PRESETS.stream().filter(preset -> preset.value().equals(last)).findFirst()
        .map(preset -> new TimeRange(end.minus(preset.length()), end))
        .orElseThrow(
            () -> new RefusedException(
                "'" + last + "' is not a time that can be chosen: use "
                    + PRESETS.stream().map(Preset::value).collect(Collectors.joining(", ")) + "."));
  }

  private static TimeRange own(ConsoleRequest request) throws RefusedException {
    Instant from = entered(request, FROM, "begin");
    Instant to = entered(request, TO, "end");
    if (!from.isBefore(to)) {
      throw new RefusedException("The begin of the time must be before its end: enter an earlier begin, or a later end.");
    }
    return new TimeRange(from, to);
  }

  // A script sends the zone of the browser with the time; a browser without one does not say its zone.
  private static Instant entered(ConsoleRequest request, String parameter, String what) throws RefusedException {
    String text = request.parameter(parameter);
    try {
      Instant time =
          text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
      return time.truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw new RefusedException(
          text.isEmpty() ? "The " + what + " of the time is missing: enter a date with a time" + EXAMPLE + "."
              : "The " + what + " of the time is '" + text + "', which is not a date with a time" + EXAMPLE + ".");
    }
  }
}
