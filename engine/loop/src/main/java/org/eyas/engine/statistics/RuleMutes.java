package org.eyas.engine.statistics;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.Alert;
import org.eyas.engine.rules.RuleMute;

/**
 * The mutes of one rule with their counters. A loop asks the mutes for each alert of the rule; any thread may read the
 * counts.
 */
final class RuleMutes {
  private static final RuleMutes NONE = new RuleMutes(List.of(), new AtomicLong[0]);

  private final List<RuleMute> mutes;
  private final AtomicLong[] hidden;

  private RuleMutes(List<RuleMute> mutes, AtomicLong[] hidden) {
    this.mutes = mutes;
    this.hidden = hidden;
  }

  static RuleMutes of(List<RuleMute> mutes, RuleHitCounters ledger) {
    return mutes.isEmpty()
        ? NONE
        : new RuleMutes(mutes, mutes.stream().map(mute -> ledger.hidden(mute.id())).toArray(AtomicLong[]::new));
  }

  boolean isEmpty() {
    return mutes.isEmpty();
  }

  /** Whether a mute hides the alert. A hidden alert is counted. */
  boolean hide(Alert alert) {
    for (int i = 0; i < hidden.length; i++) {
      if (mutes.get(i).hides(alert)) {
        hidden[i].incrementAndGet();
        return true;
      }
    }
    return false;
  }

  void addTo(List<MuteHits> all, String rule) {
    for (int i = 0; i < hidden.length; i++) {
      all.add(new MuteHits(rule, mutes.get(i), hidden[i].get()));
    }
  }
}
