package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.ValueReaderFactory;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.GroupKeyReader;
import org.eyas.engine.stateful.event.GroupKeyText;
import org.jspecify.annotations.Nullable;

/** Measures the events of each group until they reach the threshold. */
final class ThresholdTracker implements RuleTracker {
  private static final class Counted extends EventGroup {
    final ThresholdTally tally;
    long beginNanos;
    boolean silent;

    Counted(byte[] name, long hash, ThresholdTally tally) {
      super(name, hash);
      this.tally = tally;
    }

    @Override
    int contentBytes() {
      return tally.bytes();
    }
  }

  private final ThresholdCondition threshold;
  private final GroupKeyReader by;
  private final GroupKeyReader of;
  private final GroupKeyText texts;
  private final FieldReader.@Nullable OfNumber added;
  private final GroupKey name = new GroupKey();
  private final GroupKey value = new GroupKey();
  private final NumberCell number = new NumberCell();
  private GroupTable<Counted> table;
  private final RuleProgress progress = new RuleProgress(1);
  private long reached;
  private List<Text> values = List.of();
  private EventReferences events = EventReferences.NONE;

  ThresholdTracker(ThresholdCondition threshold) {
    this.threshold = threshold;
    table = new GroupTable<>(threshold.withinNanos());
    TypedValue measured = threshold.of();
    by = new GroupKeyReader(threshold.step().by());
    List<TypedValue> different =
        threshold.measure() == ThresholdMeasure.DISTINCT && measured != null ? List.of(measured) : List.of();
    of = new GroupKeyReader(different);
    texts = new GroupKeyText(different);
    added =
        threshold.measure() == ThresholdMeasure.SUM && measured != null ? (FieldReader.OfNumber) ValueReaderFactory.of(measured)
            : null;
  }

  @Override
  public int accept(int steps, Event event) {
    progress.countMatch(0);
    if (!by.read(event, name) || !measures(event)) {
      progress.countLacking(0);
      return 0;
    }
    long now = table.advance(event.timestampNanos());
    Counted group = group(now);
    if (group.silent) {
      progress.countApart(0);
      return 0;
    }
    if (!isReached(group, event, now)) {
      return 0;
    }
    values = threshold.measure() == ThresholdMeasure.DISTINCT
        ? group.tally.values().stream().map(each -> Text.of(texts.of(each).getFirst())).toList()
        : List.of();
    events = group.tally.events();
    group.silent = true;
    group.tally.clear();
    table.resized(group);
    return 1;
  }

  /** Whether the event has the measured value. */
  private boolean measures(Event event) {
    FieldReader.OfNumber sum = added;
    boolean counts = sum == null || sum.read(event, number) == Presence.PRESENT && number.value >= 0;
    return counts && of.read(event, value);
  }

  private Counted group(long now) {
    long hash = name.hash();
    Counted known = table.find(name, hash);
    if (known != null) {
      return known;
    }
    Counted group = new Counted(name.copy(), hash, newTally());
    group.beginNanos = now;
    group.touchedNanos = now;
    table.add(group);
    return group;
  }

  private boolean isReached(Counted group, Event event, long now) {
    long since = now - threshold.withinNanos();
    if (threshold.tumbling()) {
      if (group.beginNanos < since) {
        group.tally.clear();
        group.beginNanos = now;
      }
      since = Long.MIN_VALUE;
    }
    reached = group.tally.add(event, now, since, value, number.value);
    progress.recordReached(reached);
    table.touch(group);
    table.resized(group);
    return reached >= threshold.atLeast();
  }

  @Override
  public FiredEvent fill(Event event, FiredEvent into) {
    return into.wrapThreshold(event, reached, values, events);
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public void write(EventGroup group, DataOutput out) throws IOException {
    Counted counted = (Counted) group;
    out.writeLong(counted.beginNanos);
    out.writeBoolean(counted.silent);
    counted.tally.write(out);
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Counted group = new Counted(name, GroupKey.hash(name), newTally());
    group.touchedNanos = touchedNanos;
    group.beginNanos = in.readLong();
    group.silent = in.readBoolean();
    group.tally.read(in);
    table.add(group);
  }

  @Override
  public RuleProgress progress() {
    return progress;
  }

  @Override
  public void continueWith(RuleTracker other) {
    table = ((ThresholdTracker) other).table;
  }

  private ThresholdTally newTally() {
    return switch (threshold.measure()) {
      case COUNT -> new CountTally();
      case DISTINCT -> new DistinctTally();
      case SUM -> new SumTally(threshold.withinNanos());
    };
  }
}
