package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.KeptFieldCodec;
import org.eyas.engine.stateful.event.KeptFieldReader;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the groups of a sequence with ordered steps. For each number of matched steps, a group has at most one open
 * sequence: the one that began last, because every other sequence of that length expires before it.
 */
final class SequenceTracker implements RuleTracker {
  /**
   * The matched steps of an open sequence, linked from the last step back to the first.
   *
   * @param nanos the time of the event of the last step
   * @param number the number of that event
   * @param beginNanos the time at which the first step counts
   * @param bytes the heap that all steps take
   */
  private record Chain(
      @Nullable Chain before, @Nullable FieldReader[] kept, long nanos, long number, long beginNanos, int bytes) {}

  private static final int CHAIN_BYTES = 56 + EventReferences.EVENT_BYTES;

  private static final class Open extends EventGroup {
    /** The open sequences, by the number of matched steps minus one. */
    final @Nullable Chain[] chains;

    Open(byte[] name, long hash, int steps) {
      super(name, hash);
      chains = new Chain[steps - 1];
    }

    @Override
    int contentBytes() {
      int bytes = 16 + chains.length * Integer.BYTES;
      for (Chain chain : chains) {
        bytes += chain == null ? 0 : chain.bytes();
      }
      return bytes;
    }

    boolean isEmpty() {
      for (Chain chain : chains) {
        if (chain != null) {
          return false;
        }
      }
      return true;
    }
  }

  private final SequenceCondition sequence;
  private final StepReaders readers;
  private final RuleProgress progress;
  private final int last;
  private final GroupKey name = new GroupKey();
  private GroupTable<Open> table;
  private @Nullable Chain fired;
  private byte[] firedGroup = {};

  SequenceTracker(SequenceCondition sequence) {
    this.sequence = sequence;
    table = new GroupTable<>(sequence.withinNanos());
    readers = new StepReaders(sequence);
    progress = new RuleProgress(sequence.steps().size());
    last = sequence.parts().size() - 1;
  }

  // The steps are tried from the last to the first, so that an event that matches two steps counts once in a sequence.
  // An event that neither begins, continues nor ends a sequence does not advance the clock: the gates skip most such events.
  @Override
  public int accept(int steps, Event event) {
    int useful = useful(steps, event);
    if (useful == 0) {
      return 0;
    }
    long now = table.advance(event.timestampNanos());
    if ((useful >> last + 1) != 0) {
      end(event);
    }
    boolean fires = false;
    for (int step = last; step > 0; step--) {
      if ((useful >> step & 1) != 0) {
        fires |= continues(step, event);
      }
    }
    if ((useful & 1) != 0) {
      fires |= begin(event, now);
    }
    return fires ? 1 : 0;
  }

  private int useful(int steps, Event event) {
    int useful = 0;
    for (int step = 0; step <= last + 1; step++) {
      if ((steps >> step & 1) != 0) {
        progress.countMatch(step);
        if (step == 0 || awaits(step, event)) {
          useful |= 1 << step;
        } else if (!readers.read(step, event, name)) {
          progress.countLacking(step);
        } else if (step <= last) {
          progress.countApart(step);
        }
      }
    }
    return useful;
  }

  @Override
  public boolean awaits(int step, Event event) {
    if (table.size() == 0 || !readers.read(step, event, name)) {
      return false;
    }
    Open group = table.find(name, name.hash());
    if (group == null) {
      return false;
    }
    if (step > last) {
      return table.isInTime(group.touchedNanos, event.timestampNanos());
    }
    Chain before = group.chains[step - 1];
    return before != null && table.isInTime(before.beginNanos(), event.timestampNanos());
  }

  @Override
  public boolean begins(int step) {
    return step == 0;
  }

  private void end(Event event) {
    Open group = readers.read(last + 1, event, name) ? table.find(name, name.hash()) : null;
    if (group != null) {
      table.remove(group);
    }
  }

  /**
   * Continues the sequence of a group. Returns whether the rule fires. The sequence stops waiting if the event ended
   * it, or was a later step of it.
   */
  private boolean continues(int step, Event event) {
    Open group = readers.read(step, event, name) ? table.find(name, name.hash()) : null;
    Chain before = group == null ? null : group.chains[step - 1];
    if (group == null || before == null) {
      progress.countApart(step);
      return false;
    }
    progress.recordReached(step + 1);
    Chain next = chain(before, step, event, before.beginNanos());
    group.chains[step - 1] = null;
    if (step == last) {
      fired = next;
      firedGroup = group.name;
    } else {
      group.chains[step] = next;
    }
    if (group.isEmpty()) {
      table.remove(group);
    } else {
      table.resized(group);
    }
    return step == last;
  }

  /** Begins a sequence. Returns whether the first step is also the last one. */
  private boolean begin(Event event, long now) {
    if (!readers.read(0, event, name)) {
      progress.countLacking(0);
      return false;
    }
    progress.recordReached(1);
    if (last == 0) {
      fired = chain(null, 0, event, now);
      firedGroup = name.copy();
      return true;
    }
    open(event, now);
    return false;
  }

  private void open(Event event, long now) {
    long hash = name.hash();
    Open group = table.find(name, hash);
    if (group == null) {
      group = new Open(name.copy(), hash, last + 1);
      table.add(group);
    }
    group.chains[0] = chain(null, 0, event, now);
    table.touch(group);
    table.resized(group);
  }

  private Chain chain(@Nullable Chain before, int step, Event event, long beginNanos) {
    return chain(before, readers.readKept(step, event), event.timestampNanos(), event.sequence(), beginNanos);
  }

  private static Chain chain(
      @Nullable Chain before, @Nullable FieldReader[] kept, long nanos, long number, long beginNanos) {
    int bytes = (before == null ? 0 : before.bytes()) + CHAIN_BYTES + KeptFieldReader.bytes(kept);
    return new Chain(before, kept, nanos, number, beginNanos, bytes);
  }

  @Override
  public FiredEvent fill(Event event, FiredEvent into) {
    @Nullable FieldReader[][] steps = new FieldReader[last + 2][];
    steps[last + 1] = readers.readLastKept(event);
    EventReferences events = new EventReferences(last + 1);
    int step = last;
    for (Chain chain = fired; chain != null; chain = chain.before()) {
      steps[step] = chain.kept();
      events.set(step--, chain.nanos(), chain.number());
    }
    fired = null;
    return into.wrapSteps(event, steps, events);
  }

  /** Adds the most advanced sequence of each group that has not expired. */
  @Override
  public void addOpen(OpenSequenceCollector into) {
    for (EventGroup each = table.oldest(); each != null; each = each.newer) {
      addOpen((Open) each, into);
    }
  }

  private void addOpen(Open group, OpenSequenceCollector into) {
    for (int step = last - 1; step >= 0; step--) {
      Chain chain = group.chains[step];
      if (chain != null && chain.beginNanos() + sequence.withinNanos() >= table.latestNanos()) {
        into.add(group.name, (1 << step + 1) - 1, chain.beginNanos() + sequence.withinNanos());
        return;
      }
    }
  }

  @Override
  public byte[] firedGroup() {
    return firedGroup;
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public void write(EventGroup group, DataOutput out) throws IOException {
    for (Chain chain : ((Open) group).chains) {
      out.writeBoolean(chain != null);
      if (chain != null) {
        out.writeLong(chain.beginNanos());
      }
      for (Chain step = chain; step != null; step = step.before()) {
        KeptFieldCodec.write(step.kept(), out);
        out.writeLong(step.nanos());
        out.writeLong(step.number());
      }
    }
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Open group = new Open(name, GroupKey.hash(name), last + 1);
    group.touchedNanos = touchedNanos;
    for (int i = 0; i < last; i++) {
      group.chains[i] = in.readBoolean() ? chain(i + 1, in) : null;
    }
    table.add(group);
  }

  /** Reads the steps of a chain, which were written from the last one to the first. */
  private static Chain chain(int steps, DataInput in) throws IOException {
    long beginNanos = in.readLong();
    List<Chain> matched = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      matched.addFirst(new Chain(null, KeptFieldCodec.read(in), in.readLong(), in.readLong(), beginNanos, 0));
    }
    Chain chain = null;
    for (Chain step : matched) {
      chain = chain(chain, step.kept(), step.nanos(), step.number(), beginNanos);
    }
    return Objects.requireNonNull(chain);
  }

  @Override
  public RuleProgress progress() {
    return progress;
  }

  @Override
  public void continueWith(RuleTracker other) {
    table = ((SequenceTracker) other).table;
  }
}
