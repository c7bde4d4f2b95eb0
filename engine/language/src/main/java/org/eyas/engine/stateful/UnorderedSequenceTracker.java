package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.KeptFieldCodec;
import org.eyas.engine.stateful.event.KeptFieldReader;
import org.jspecify.annotations.Nullable;

/** Tracks the groups of a sequence whose steps may come in any order. A group has the latest event of each step. */
final class UnorderedSequenceTracker implements RuleTracker {
  private static final class Seen extends EventGroup {
    final long[] nanos;
    final @Nullable FieldReader[][] kept;
    final EventReferences events;
    int steps;
    int keptBytes;

    Seen(byte[] name, long hash, int count) {
      super(name, hash);
      nanos = new long[count];
      kept = new FieldReader[count][];
      events = new EventReferences(count);
    }

    void setStep(int step, @Nullable FieldReader[] values) {
      keptBytes += KeptFieldReader.bytes(values) - (kept[step] == null ? 0 : KeptFieldReader.bytes(kept[step]));
      kept[step] = values;
      steps |= 1 << step;
    }

    @Override
    int contentBytes() {
      return 32 + nanos.length * (Long.BYTES + Integer.BYTES) + events.bytes() + keptBytes;
    }
  }

  private final SequenceCondition sequence;
  private final StepReaders readers;
  private final RuleProgress progress;
  private final int count;
  private final GroupKey name = new GroupKey();
  private final Queue<Seen> fired = new ArrayDeque<>(2);
  private GroupTable<Seen> table;

  UnorderedSequenceTracker(SequenceCondition sequence) {
    this.sequence = sequence;
    table = new GroupTable<>(sequence.withinNanos());
    readers = new StepReaders(sequence);
    progress = new RuleProgress(sequence.steps().size());
    count = sequence.parts().size();
  }

  // An event that only ends a sequence, while its group has none, does not advance the clock: the gates skip most such events.
  @Override
  public int accept(int steps, Event event) {
    fired.clear();
    boolean ends = (steps >> count) != 0;
    if (ends) {
      progress.countMatch(count);
      if (steps == 1 << count && !awaits(count, event)) {
        return 0;
      }
    }
    long now = table.advance(event.timestampNanos());
    if (ends) {
      end(event);
    }
    for (int step = 0; step < count; step++) {
      if ((steps >> step & 1) != 0) {
        add(step, event, now);
      }
    }
    for (int step = 0; step < count; step++) {
      if ((steps >> step & 1) != 0) {
        complete(step, event, now);
      }
    }
    return fired.size();
  }

  @Override
  public boolean begins(int step) {
    return step < count;
  }

  @Override
  public boolean awaits(int step, Event event) {
    if (table.size() == 0 || !readers.read(step, event, name)) {
      return false;
    }
    Seen group = table.find(name, name.hash());
    return group != null && table.isInTime(group.touchedNanos, event.timestampNanos());
  }

  private void end(Event event) {
    Seen group = readers.read(count, event, name) ? table.find(name, name.hash()) : null;
    if (group != null) {
      table.remove(group);
    }
  }

  private void add(int step, Event event, long now) {
    progress.countMatch(step);
    if (!readers.read(step, event, name)) {
      progress.countLacking(step);
      return;
    }
    long hash = name.hash();
    Seen group = table.find(name, hash);
    if (group == null) {
      group = new Seen(name.copy(), hash, count);
      table.add(group);
    }
    group.setStep(step, readers.readKept(step, event));
    group.nanos[step] = now;
    group.events.set(step, event);
    progress.recordReached(Integer.bitCount(group.steps));
    table.touch(group);
    table.resized(group);
  }

  /** Completes groups. One event can complete several groups, if its steps have different group keys. */
  private void complete(int step, Event event, long now) {
    Seen group = readers.read(step, event, name) ? table.find(name, name.hash()) : null;
    if (group != null && isComplete(group, now - sequence.withinNanos())) {
      table.remove(group);
      fired.add(group);
    }
  }

  private boolean isComplete(Seen group, long sinceNanos) {
    if (group.steps != (1 << count) - 1) {
      return false;
    }
    for (long nanos : group.nanos) {
      if (nanos < sinceNanos) {
        return false;
      }
    }
    return true;
  }

  @Override
  public FiredEvent fill(Event event, FiredEvent into) {
    Seen group = fired.remove();
    @Nullable FieldReader[][] steps = Arrays.copyOf(group.kept, count + 1);
    steps[count] = readers.readLastKept(event);
    return into.wrapSteps(event, steps, group.events);
  }

  @Override
  public void addOpen(OpenSequenceCollector into) {
    long since = table.latestNanos() - sequence.withinNanos();
    for (EventGroup each = table.oldest(); each != null; each = each.newer) {
      addOpen((Seen) each, since, into);
    }
  }

  /**
   * Adds an open sequence. Steps that are too old do not count; the sequence expires with the oldest of the other
   * steps.
   */
  private void addOpen(Seen group, long sinceNanos, OpenSequenceCollector into) {
    int matched = 0;
    long oldest = Long.MAX_VALUE;
    for (int step = 0; step < count; step++) {
      if ((group.steps >> step & 1) != 0 && group.nanos[step] >= sinceNanos) {
        matched |= 1 << step;
        oldest = Math.min(oldest, group.nanos[step]);
      }
    }
    if (matched != 0) {
      into.add(group.name, matched, oldest + sequence.withinNanos());
    }
  }

  @Override
  public byte[] firedGroup() {
    return fired.element().name;
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public void write(EventGroup group, DataOutput out) throws IOException {
    Seen seen = (Seen) group;
    out.writeInt(seen.steps);
    for (int step = 0; step < count; step++) {
      if ((seen.steps >> step & 1) != 0) {
        out.writeLong(seen.nanos[step]);
        KeptFieldCodec.write(seen.kept[step], out);
        seen.events.write(step, out);
      }
    }
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Seen group = new Seen(name, GroupKey.hash(name), count);
    group.touchedNanos = touchedNanos;
    int steps = in.readInt();
    for (int step = 0; step < count; step++) {
      if ((steps >> step & 1) != 0) {
        group.nanos[step] = in.readLong();
        group.setStep(step, KeptFieldCodec.read(in));
        group.events.read(step, in);
      }
    }
    table.add(group);
  }

  @Override
  public RuleProgress progress() {
    return progress;
  }

  @Override
  public void continueWith(RuleTracker other) {
    table = ((UnorderedSequenceTracker) other).table;
  }
}
