package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertFacets;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.TimeRange;

/**
 * The alerts over time as an SVG picture of {@link #WIDTH} by {@link #HEIGHT}. Each bar is a link to the alerts of its time.
 *
 * @param first the begin of the picture
 * @param last its end
 */
record AlertHistogram(List<Bar> bars, TimeElement first, TimeElement last) {
  static final int WIDTH = 960;
  static final int HEIGHT = 80;
  private static final int LEAST_HEIGHT = 2; // one alert beside thousands can be seen

  /** A part of a bar: the alerts of one priority. */
  record Part(String level, String y, String height) {}

  /**
   * The alerts of a step.
   *
   * @param address of the alerts of this time
   * @param words a description for people who do not see the picture
   */
  record Bar(String x, String width, String address, String words, List<Part> parts) {}

  static AlertHistogram of(AlertFacets facets, AlertSelection selection) {
    long most = facets.steps().stream().mapToLong(AlertHistogram::sum).max().orElse(1);
    double width = (double) WIDTH / Math.max(1, facets.steps().size());
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < facets.steps().size(); i++) {
      List<Long> step = facets.steps().get(i);
      if (sum(step) > 0) {
        TimeRange time = time(facets, i);
        bars.add(
            new Bar(
                number(i * width), number(Math.max(1, width - 1)), selection.addressDuring(time), words(step, time),
                parts(step, (double) (HEIGHT - LEAST_HEIGHT * step.size()) / most)));
      }
    }
    return new AlertHistogram(
        bars, TimeElement.at(facets.fromNanos()),
        TimeElement.at(facets.fromNanos() + facets.stepNanos() * facets.steps().size()));
  }

  private static TimeRange time(AlertFacets facets, int step) {
    long begin = facets.fromNanos() + step * facets.stepNanos();
    return new TimeRange(Instant.ofEpochSecond(0, begin), Instant.ofEpochSecond(0, begin + facets.stepNanos()));
  }

  // From the bottom: the most urgent alerts are always at the same place.
  private static List<Part> parts(List<Long> step, double scale) {
    List<Part> parts = new ArrayList<>();
    double y = HEIGHT;
    for (int i = 0; i < step.size(); i++) {
      if (step.get(i) > 0) {
        double height = Math.max(LEAST_HEIGHT, step.get(i) * scale);
        y -= height;
        parts.add(new Part(AlertListRow.level(i), number(y), number(height)));
      }
    }
    return parts;
  }

  private static String words(List<Long> step, TimeRange time) {
    List<String> counts = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      if (step.get(priority.ordinal()) > 0) {
        counts.add(FigureFormat.count(step.get(priority.ordinal())) + " " + priority.label());
      }
    }
    return TimeElement.at(time.from()) + " to " + TimeElement.at(time.to()) + ": " + String.join(", ", counts);
  }

  private static long sum(List<Long> step) {
    return step.stream().mapToLong(Long::longValue).sum();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
