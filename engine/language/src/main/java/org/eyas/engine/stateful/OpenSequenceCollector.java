package org.eyas.engine.stateful;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;
import org.eyas.api.control.OpenSequence;
import org.eyas.api.control.OpenSequences;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.RequiredAbsence;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.GroupKeyText;

/**
 * Counts the open sequences of a rule, and collects those with the most matched steps. The number is limited, because a
 * rule can have many and its loop waits meanwhile.
 */
final class OpenSequenceCollector {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /**
   * An open sequence.
   *
   * @param matched a bit for each step that has matched, the lowest for the first
   */
  private record Open(byte[] group, int matched, long endNanos) {
    static final Comparator<Open> LEAST =
        Comparator.<Open>comparingInt(each -> Integer.bitCount(each.matched())).thenComparingLong(Open::endNanos);
  }

  private final int most;
  private final long nowNanos;
  private final Queue<Open> furthest = new PriorityQueue<>(Open.LEAST);
  private long count;

  /** @param nowNanos the current time of events: a sequence that has expired is not open */
  OpenSequenceCollector(int most, long nowNanos) {
    this.most = most;
    this.nowNanos = nowNanos;
  }

  void add(byte[] group, int matched, long endNanos) {
    if (endNanos < nowNanos) {
      return;
    }
    count++;
    furthest.add(new Open(group, matched, endNanos));
    if (furthest.size() > most) {
      furthest.remove();
    }
  }

  OpenSequences toOpenSequences(SequenceCondition sequence) {
    List<TypedValue> by = sequence.parts().getFirst().by();
    GroupKeyText groups = new GroupKeyText(by);
    List<OpenSequence> shown = new ArrayList<>();
    furthest.stream().sorted(Open.LEAST.reversed()).forEach(open -> shown.add(shown(open, sequence, groups)));
    return new OpenSequences(by.stream().map(TypedValue::text).toList(), count, shown);
  }

  private static OpenSequence shown(Open open, SequenceCondition sequence, GroupKeyText groups) {
    List<String> matched = new ArrayList<>();
    List<String> awaited = new ArrayList<>();
    List<String> names = sequence.parts().stream().map(ConditionStep::name).toList();
    IntStream.range(0, names.size()).forEach(i -> ((open.matched() >> i & 1) != 0 ? matched : awaited).add(names.get(i)));
    RequiredAbsence absence = sequence.absence();
    boolean complete = awaited.isEmpty();
    if (complete && absence != null) {
      awaited.add(absence.step().name());
    }
    List<String> next = sequence.ordered() ? awaited.subList(0, 1) : awaited;
    Instant end = Instant.ofEpochSecond(open.endNanos() / SECOND_NANOS, open.endNanos() % SECOND_NANOS);
    return new OpenSequence(groups.of(open.group()), matched, next, complete, end);
  }
}
