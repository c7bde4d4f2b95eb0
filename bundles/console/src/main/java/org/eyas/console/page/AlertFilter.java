package org.eyas.console.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eyas.api.alert.Priority;

/**
 * A filter of alerts; empty parts match all alerts.
 *
 * @param urgency the number of the least urgent priority
 * @param place a part of the name of a container or pod
 */
record AlertFilter(int urgency, String rule, String tag, String place, String text) {
  record Choice(int urgency, String label, boolean chosen) {}

  static AlertFilter of(Visit visit) {
    int urgency =
        Priority.parse(visit.parameter("priority").toLowerCase(Locale.ROOT)).map(Priority::ordinal)
            .orElse(Priority.DEBUG.ordinal());
    return new AlertFilter(urgency, visit.parameter("rule"), visit.parameter("tag"), visit.parameter("place"),
        visit.parameter("text"));
  }

  List<Choice> choices() {
    return Arrays.stream(Priority.values())
        .map(priority -> new Choice(priority.ordinal(), priority.label(), priority.ordinal() == urgency))
        .toList();
  }
}
