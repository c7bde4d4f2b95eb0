package org.eyas.core.metric;

import java.util.List;
import org.eyas.engine.dispatch.ChannelCounts;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.engine.statistics.RuleHits;

/**
 * The counters of alerts.
 *
 * @param rules the current rules
 * @param hits the number of alerts of all rules, including rules that do not exist any more
 * @param lost the number of alerts for which the alert queue had no room
 * @param muted the number of alerts that each mute hid
 * @param missing the number of alerts that are missing in the history on disk
 * @param withoutDetails the number of alerts that are in the history without details, because there were too many
 * @param recognized the number of alerts that came again after the process was killed, and were in the history on disk
 */
public record AlertCounts(
    List<RuleHits> rules,
    long hits,
    List<ChannelCounts> channels,
    long lost,
    List<MuteHits> muted,
    long missing,
    long withoutDetails,
    long recognized) {
  MetricFigure lostFigure() {
    return MetricFigure.counter(MetricGroup.ENGINE, "outputs_queue_num_drops", lost);
  }
}
