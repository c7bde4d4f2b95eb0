package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.FoundGroups;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.Sparkline;
import org.eyas.console.page.TimeElement;

/**
 * A group of alerts as a row of the list.
 *
 * @param key identifies the group
 * @param urgency 0 for emergency to 7 for debug
 * @param number the number of alerts
 * @param course its alerts of the last day
 * @param list the address of its alerts, as a part of the page
 * @param page the address of its alerts, as a page of its own
 * @param newest the number of its newest alert
 */
record AlertGroupRow(
    String key, int urgency, String priority, String level, long number, String count, String rule, String program, String place,
    TimeElement first, TimeElement last, Sparkline course,
    String list, String page, long newest) {
  /** The row of a group of new alerts, without the picture of its alerts over time. */
  static AlertGroupRow of(AlertGroup group, AlertSelection selection) {
    return of(group, List.of(), selection);
  }

  /** @param hours the alerts of each of the last hours */
  static AlertGroupRow of(AlertGroup group, List<Long> hours, AlertSelection selection) {
    String own = selection.groupQuery(group);
    return new AlertGroupRow(
        String.join("\n", group.rule(), group.program(), group.container()),
        group.priority().ordinal(),
        group.priority().label(),
        AlertListRow.level(group.priority().ordinal()),
        group.count(),
        FigureFormat.count(group.count()),
        group.rule(),
        group.program(),
        AlertListRow.place(new AlertPlace(group.container(), group.pod())),
        TimeElement.at(group.firstNanos()),
        TimeElement.at(group.lastNanos()),
        Sparkline.of(hours, FoundGroups.HOURS, "Alerts of each of the last " + FoundGroups.HOURS + " hours"),
        selection.listAddress("/alerts/list", own, Long.MAX_VALUE),
        selection.listAddress("/alerts", own, Long.MAX_VALUE),
        group.newest());
  }
}
