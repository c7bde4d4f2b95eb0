package org.eyas.console.page.engine;

import java.util.List;
import java.util.Locale;
import org.eyas.api.control.PushdownType;
import org.eyas.api.control.PushdownType.UnlimitedRule;

/** A type of events, and the events of this type that rules need. */
record PushdownRow(String type, int rules, String condition, List<Reason> reasons, String more, boolean applied, String share) {
  private static final int MOST_REASONS = 6;

  /** A rule because of which all events are needed, and its checks that parameters do not decide. */
  record Reason(String rule, String checks) {
    static Reason of(UnlimitedRule rule) {
      return new Reason(rule.rule(), rule.checks().isEmpty() ? "matches every event" : String.join(", ", rule.checks()));
    }
  }

  static PushdownRow of(PushdownType type) {
    int more = type.unlimited().size() - MOST_REASONS;
    return new PushdownRow(
        type.type(),
        type.rules(),
        type.unlimited().isEmpty() ? type.condition() : "",
        type.unlimited().stream().limit(MOST_REASONS).map(Reason::of).toList(),
        more > 0 ? "and " + more + " more rules" : "",
        !type.applied().isEmpty(),
        type.applied().isEmpty() ? "" : String.format(Locale.ROOT, "%.1f\u202f%%", type.share()));
  }
}
