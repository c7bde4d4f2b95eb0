package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.condition.RequiredAbsence;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.KeptFieldCodec;
import org.eyas.engine.stateful.event.KeptFieldReader;
import org.eyas.engine.stateful.event.PastEvent;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one sequence that wait for the end of an absence: one for each group, in the order of their last steps.
 * For the thread of one event loop.
 */
final class WaitingAlerts implements GroupStore {
  private static final int EVENT_BYTES = 120;

  private static final class Waiting extends EventGroup {
    final PastEvent event;
    final @Nullable FieldReader[][] kept;
    final EventReferences steps;

    Waiting(byte[] name, long hash, PastEvent event, @Nullable FieldReader[][] kept, EventReferences steps) {
      super(name, hash);
      this.event = event;
      this.kept = kept;
      this.steps = steps;
    }

    @Override
    int contentBytes() {
      int bytes = EVENT_BYTES + kept.length * Integer.BYTES + steps.bytes();
      for (FieldReader[] step : kept) {
        bytes += Integer.BYTES * 4 + KeptFieldReader.bytes(step);
      }
      return bytes;
    }
  }

  private final RequiredAbsence absence;
  private final StepReaders readers;
  private final RuleProgress progress;
  private final GroupKey name = new GroupKey();
  private final int first;
  private final int without;
  private GroupTable<Waiting> table = new GroupTable<>(GroupTable.FOR_EVER);

  /** @param progress the progress of the sequence, whose steps include those that prevent alerts */
  WaitingAlerts(SequenceCondition sequence, RequiredAbsence absence, RuleProgress progress) {
    this.absence = absence;
    this.progress = progress;
    readers = new StepReaders(sequence);
    first = sequence.parts().size();
    without = sequence.steps().size() - 1;
  }

  /**
   * Prevents alerts: if an event matches {@code until} or {@code without}, the alert of its group is dropped.
   *
   * @return the steps that the sequence itself evaluates
   */
  int prevent(int steps, Event event) {
    for (int step = first; step <= without; step++) {
      if ((steps >> step & 1) != 0) {
        prevent(event, step);
      }
    }
    return steps & (1 << without) - 1;
  }

  /** Whether an event that matches a step would prevent an alert. */
  boolean awaits(int step, Event event) {
    return step >= first && table.size() > 0 && readers.read(step, event, name) && table.find(name, name.hash()) != null;
  }

  private void prevent(Event event, int step) {
    boolean read = readers.read(step, event, name);
    if (step == without) {
      progress.countMatch(step);
      if (!read) {
        progress.countLacking(step);
      }
    }
    Waiting waiting = read ? table.find(name, name.hash()) : null;
    if (waiting != null) {
      table.remove(waiting);
    } else if (read && step == without) {
      progress.countApart(step);
    }
  }

  /**
   * Adds the alert of a complete sequence, unless an alert of the group waits already.
   *
   * @param nanos the time at which the event counts
   */
  void add(byte[] group, FiredEvent fired, Event event, long nanos) {
    name.set(group);
    long hash = name.hash();
    if (table.find(name, hash) != null) {
      return;
    }
    Waiting added = new Waiting(group, hash, new PastEvent(event), fired.kept(), fired.events());
    added.touchedNanos = nanos;
    table.add(added);
  }

  /** The time from which on the next alert is due; the largest number if no alert waits. */
  long dueNanos() {
    EventGroup next = table.oldest();
    return next == null ? Long.MAX_VALUE : next.touchedNanos + absence.nanos();
  }

  /**
   * The time before which all alerts start their wait again: the time went back, so the time that they waited is
   * unknown.
   */
  long backNanos() {
    EventGroup next = table.oldest();
    return next == null ? Long.MIN_VALUE : next.touchedNanos - absence.nanos();
  }

  /** Removes the next alert if it is due, and fills an object with it. */
  boolean poll(long nowNanos, FiredEvent into) {
    if (nowNanos < backNanos()) {
      beginAgain(nowNanos);
    }
    if (!(table.oldest() instanceof Waiting next) || nowNanos <= dueNanos()) {
      return false;
    }
    table.remove(next);
    into.wrapSteps(next.event, next.kept, next.steps);
    return true;
  }

  /** Starts the wait of all alerts again at a time. */
  void beginAgain(long nowNanos) {
    for (EventGroup each = table.oldest(); each != null; each = each.newer) {
      each.touchedNanos = nowNanos;
    }
  }

  void addOpen(OpenSequenceCollector into) {
    for (EventGroup each = table.oldest(); each != null; each = each.newer) {
      into.add(each.name, (1 << first) - 1, each.touchedNanos + absence.nanos());
    }
  }

  void continueWith(WaitingAlerts other) {
    table = other.table;
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public void write(EventGroup group, DataOutput out) throws IOException {
    Waiting waiting = (Waiting) group;
    waiting.event.write(out);
    for (FieldReader[] step : waiting.kept) {
      KeptFieldCodec.write(step, out);
    }
    for (int step = 0; step < first; step++) {
      waiting.steps.write(step, out);
    }
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    PastEvent event = PastEvent.read(in);
    @Nullable FieldReader[][] kept = new FieldReader[first + 1][];
    for (int step = 0; step < kept.length; step++) {
      kept[step] = KeptFieldCodec.read(in);
    }
    EventReferences steps = new EventReferences(first);
    for (int step = 0; step < first; step++) {
      steps.read(step, in);
    }
    Waiting waiting = new Waiting(name, GroupKey.hash(name), event, kept, steps);
    waiting.touchedNanos = touchedNanos;
    table.add(waiting);
  }
}
