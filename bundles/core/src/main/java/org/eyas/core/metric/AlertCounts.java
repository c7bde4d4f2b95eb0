package org.eyas.core.metric;

import java.util.List;
import org.eyas.engine.dispatch.ChannelCounts;
import org.eyas.engine.loop.MutedAlerts;
import org.eyas.engine.loop.RuleHits;

/**
 * The counters of alerts.
 *
 * @param rules the current rules
 * @param hits of all rules, including those that do not exist any more
 * @param lost alerts for which the alert queue had no room
 * @param muted what each mute hid
 * @param missing alerts that are not in the history on disk
 * @param withoutDetails alerts that are in the history without details, because too many came
 */
public record AlertCounts(
    List<RuleHits> rules,
    long hits,
    List<ChannelCounts> channels,
    long lost,
    List<MutedAlerts> muted,
    long missing,
    long withoutDetails) {
  Figure lostFigure() {
    return Figure.counter(Group.ENGINE, "outputs_queue_num_drops", lost);
  }
}
