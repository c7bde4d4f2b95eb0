package org.eyas.console.page.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.Sparkline;

/**
 * A figure of the start page.
 *
 * @param page the address of the page with more about it
 * @param bad whether it is a loss
 * @param unit the unit of the figure, and its time
 * @param before the comparison with the time before; empty if it is not known yet
 * @param trend the figure in the last half hour; without a path if there is nothing to show
 */
record OverviewTile(String page, String figure, boolean bad, String unit, String before, Sparkline trend) {
  private static final int STEPS_A_MINUTE = 60 / EngineSamples.SECONDS;
  private static final int STEPS_A_BAR = STEPS_A_MINUTE / 2;

  static OverviewTile events(List<EngineSamples.Step> steps) {
    double rate = steps.isEmpty() ? 0 : steps.getLast().eventsPerSecond();
    double average = sum(steps, EngineSamples.Step::eventsPerSecond) / Math.max(1, steps.size());
    double minute = sum(lastMinute(steps), EngineSamples.Step::eventsPerSecond) / Math.clamp(steps.size(), 1, STEPS_A_MINUTE);
    long percent = Math.round(100 * minute / Math.max(1e-9, average)) - 100;
    String before = percent == 0 ? "the half-hour average"
        : Math.abs(percent) + " % " + (percent > 0 ? "above" : "below") + " the half-hour average";
    return new OverviewTile(
        "/channels", FigureFormat.rough(rate), false, "events per second", isLong(steps) && average > 0 ? before : "",
        trend(steps, EngineSamples.Step::eventsPerSecond, "Events per second in the last half hour"));
  }

  static OverviewTile lost(List<EngineSamples.Step> steps) {
    ToDoubleFunction<EngineSamples.Step> lost = step -> step.lostPerSecond() * EngineSamples.SECONDS;
    double minute = sum(lastMinute(steps), lost);
    return new OverviewTile(
        "/completeness", FigureFormat.count(Math.round(minute)), minute >= 1, "events lost in the last minute",
        FigureFormat.count(Math.round(sum(steps, lost))) + " in the last half hour",
        trend(steps, lost, "Lost events in the last half hour"));
  }

  static OverviewTile alerts(List<EngineSamples.Step> steps) {
    long minute = Math.round(sum(lastMinute(steps), EngineSamples.Step::alerts));
    List<EngineSamples.Step> earlier = steps.subList(0, Math.max(0, steps.size() - STEPS_A_MINUTE));
    long more = minute - Math.round(sum(lastMinute(earlier), EngineSamples.Step::alerts));
    String before = more == 0 ? "as many as" : FigureFormat.count(Math.abs(more)) + (more > 0 ? " more than" : " fewer than");
    return new OverviewTile(
        "/alerts", FigureFormat.count(minute), false, minute == 1 ? "alert in the last minute" : "alerts in the last minute",
        isLong(steps) ? before + " in the minute before" : "",
        trend(steps, EngineSamples.Step::alerts, "Alerts in the last half hour"));
  }

  /** @param known whether the engine runs, so that there are figures */
  static OverviewTile rules(boolean known, long enabled, long disabled, long parked) {
    String others = FigureFormat.count(disabled) + " disabled, " + FigureFormat.count(parked) + " parked";
    return new OverviewTile(
        "/rules", known ? FigureFormat.count(enabled) : "-", false, "rules active", known ? others : "", Sparkline.NOTHING);
  }

  // With less, there is nothing to compare with.
  private static boolean isLong(List<EngineSamples.Step> steps) {
    return steps.size() >= 2 * STEPS_A_MINUTE;
  }

  private static List<EngineSamples.Step> lastMinute(List<EngineSamples.Step> steps) {
    return steps.subList(Math.max(0, steps.size() - STEPS_A_MINUTE), steps.size());
  }

  private static double sum(List<EngineSamples.Step> steps, ToDoubleFunction<EngineSamples.Step> value) {
    return steps.stream().mapToDouble(value).sum();
  }

  private static Sparkline trend(List<EngineSamples.Step> steps, ToDoubleFunction<EngineSamples.Step> value, String words) {
    List<Long> bars = new ArrayList<>();
    for (int end = steps.size(); end > 0; end -= STEPS_A_BAR) {
      bars.addFirst(Math.round(sum(steps.subList(Math.max(0, end - STEPS_A_BAR), end), value)));
    }
    return Sparkline.of(bars, words);
  }
}
