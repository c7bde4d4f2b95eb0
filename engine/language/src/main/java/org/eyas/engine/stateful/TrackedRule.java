package org.eyas.engine.stateful;

import org.eyas.api.control.OpenSequences;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.MatchGate;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.jspecify.annotations.Nullable;

/**
 * A stateful rule with its state.
 *
 * @param waiting null if the alerts of the rule do not wait
 * @param firstKey the key of its first step in the index of rules
 */
record TrackedRule(StatefulRule rule, RuleTracker tracker, @Nullable WaitingAlerts waiting, int firstKey) {
  /** Creates a rule with empty state. */
  static TrackedRule of(StatefulRule rule, int firstKey) {
    RuleTracker tracker = tracker(rule.condition());
    WaitingAlerts waiting =
        rule.condition() instanceof SequenceCondition sequence && sequence.absence() != null
            ? new WaitingAlerts(sequence, sequence.absence(), tracker.progress())
            : null;
    return new TrackedRule(rule, tracker, waiting, firstKey);
  }

  private static RuleTracker tracker(StatefulCondition condition) {
    return switch (condition) {
      case FirstSeenCondition first -> new FirstSeenTracker(first);
      case ThresholdCondition threshold -> new ThresholdTracker(threshold);
      case SequenceCondition sequence when sequence.ordered() -> new SequenceTracker(sequence);
      case SequenceCondition sequence -> new UnorderedSequenceTracker(sequence);
    };
  }

  /** A text that is equal for rules that can continue with the same groups. */
  String id() {
    return rule.id();
  }

  /** Whether the state is empty, so that only events that begin a sequence matter. */
  boolean isEmpty() {
    return tracker.table().size() == 0 && (waiting == null || waiting.table().size() == 0);
  }

  /** The gate of a step that only continues or ends a sequence: open while a sequence awaits an event of the step. */
  MatchGate gate(int step) {
    return new MatchGate() {
      @Override
      public boolean isOpen() {
        return !isEmpty();
      }

      @Override
      public boolean awaits(Event event) {
        return tracker.awaits(step, event) || waiting != null && waiting.awaits(step, event);
      }
    };
  }

  /** The number of its groups that were dropped before their time. */
  long forgotten() {
    return tracker.progress().forgotten();
  }

  /** @see StatefulRuleStore#openSequences */
  OpenSequences openSequences(int most, long nowNanos) {
    if (!(rule.condition() instanceof SequenceCondition sequence)) {
      return OpenSequences.NONE;
    }
    OpenSequenceCollector open = new OpenSequenceCollector(most, nowNanos);
    tracker.addOpen(open);
    if (waiting != null) {
      waiting.addOpen(open);
    }
    return open.toOpenSequences(sequence);
  }

  /** Continues with the state of another version of the rule. */
  void continueWith(TrackedRule before) {
    tracker.continueWith(before.tracker);
    if (waiting != null && before.waiting != null) {
      waiting.continueWith(before.waiting);
    }
  }
}
