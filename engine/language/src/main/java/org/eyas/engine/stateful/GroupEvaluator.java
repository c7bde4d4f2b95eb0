package org.eyas.engine.stateful;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a rule with a threshold or a sequence for an engine that stores the groups itself: the engine loads the
 * state of one group, evaluates events in the order of their times, and stores the state again. If all events come in
 * order, the result is that of {@link StatefulRules}, which has the groups of a rule in one table. For one thread.
 */
public final class GroupEvaluator {
  /**
   * Receives the alerts of the group.
   *
   * @param <X> the exception that the receiver throws
   */
  public interface AlertListener<X extends Exception> {
    /** The rule fires. The event is valid until the call returns. */
    void fires(FiredEvent event) throws X;
  }

  private final TrackedRule rule;
  private final FiredEvent shown = new FiredEvent();

  /** @param memory any condition except {@code first}, which has a state for each value and not only for each group */
  public GroupEvaluator(String name, StatefulCondition memory) {
    if (memory instanceof FirstSeenCondition) {
      throw new IllegalArgumentException("rule '" + name + "' has 'first'");
    }
    rule = TrackedRule.of(new StatefulRule(0, name, memory), 0);
  }

  /** A text that is equal for rules that can continue with the same groups. */
  public String identity() {
    return rule.id();
  }

  /**
   * Loads the state of a group, to which the next calls apply.
   *
   * @param state the result of {@link #store} for this group; null for a group without state
   */
  public void load(byte @Nullable [] state) {
    rule.tracker().table().reset();
    WaitingAlerts waiting = rule.waiting();
    if (waiting != null) {
      waiting.table().reset();
    }
    if (state != null) {
      read(new DataInputStream(new ByteArrayInputStream(state)), waiting);
    }
  }

  private void read(DataInputStream in, @Nullable WaitingAlerts waiting) {
    try {
      StatefulRuleCodec.read(in, rule.tracker());
      if (waiting != null) {
        StatefulRuleCodec.read(in, waiting);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("rule '" + rule.rule().name() + "': the state of a group is damaged", e);
    }
  }

  /** The state of the group to store; null if it is empty. */
  public byte @Nullable [] store() {
    WaitingAlerts waiting = rule.waiting();
    if (rule.tracker().table().size() == 0 && (waiting == null || waiting.table().size() == 0)) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      StatefulRuleCodec.write(rule.tracker(), out);
      if (waiting != null) {
        StatefulRuleCodec.write(waiting, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array never fails
    }
    return bytes.toByteArray();
  }

  /**
   * Evaluates an event of the group. Its time must not be before the time of the previous event.
   *
   * @param steps a bit for each step that the event matches within this group, the lowest for the first step
   */
  public <X extends Exception> void evaluate(int steps, Event event, AlertListener<X> listener) throws X {
    advanceTime(event.timestampNanos(), listener);
    WaitingAlerts waiting = rule.waiting();
    int own = waiting == null ? steps : waiting.prevent(steps, event);
    for (int left = own == 0 ? 0 : rule.tracker().accept(own, event); left > 0; left--) {
      if (waiting == null) {
        listener.fires(rule.tracker().fill(event, shown));
      } else {
        waiting.add(rule.tracker().firedGroup(), rule.tracker().fill(event, shown), event, event.timestampNanos());
      }
    }
  }

  /** Advances the time. The rule fires if an absence has lasted long enough. */
  public <X extends Exception> void advanceTime(long nowNanos, AlertListener<X> listener) throws X {
    WaitingAlerts waiting = rule.waiting();
    while (waiting != null && waiting.poll(nowNanos, shown)) {
      listener.fires(shown);
    }
    rule.tracker().table().advance(nowNanos);
  }

  /** The last time at which {@link #advanceTime} has nothing to do; the largest number if no alert waits. */
  public long dueNanos() {
    WaitingAlerts waiting = rule.waiting();
    return waiting == null ? Long.MAX_VALUE : waiting.dueNanos();
  }

  /** The last time at which the state of the group counts, except for waiting alerts. */
  public long endNanos() {
    return rule.tracker().table().endNanos();
  }
}
