package org.eyas.engine.memory;

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
import org.eyas.engine.compile.node.Readers;
import org.jspecify.annotations.Nullable;

/** Measures the events of each group until they reach the threshold. */
final class ThresholdTracker implements Tracker {
  private static final class Counted extends Group {
    final Tally tally;
    long beginNanos;
    boolean silent;

    Counted(byte[] name, long hash, Tally tally) {
      super(name, hash);
      this.tally = tally;
    }

    @Override
    int contentBytes() {
      return tally.bytes();
    }
  }

  private final Threshold threshold;
  private final GroupReader by;
  private final GroupReader of;
  private final GroupText texts;
  private final FieldReader.@Nullable OfNumber added;
  private final GroupName name = new GroupName();
  private final GroupName value = new GroupName();
  private final NumberCell number = new NumberCell();
  private GroupTable<Counted> table;
  private final Progress progress = new Progress(1);
  private long reached;
  private List<Text> values = List.of();
  private StepEvents events = StepEvents.NONE;

  ThresholdTracker(Threshold threshold) {
    this.threshold = threshold;
    table = new GroupTable<>(threshold.withinNanos());
    TypedValue measured = threshold.of();
    by = new GroupReader(threshold.step().by());
    List<TypedValue> different = threshold.measure() == Measure.DISTINCT && measured != null ? List.of(measured) : List.of();
    of = new GroupReader(different);
    texts = new GroupText(different);
    added = threshold.measure() == Measure.SUM && measured != null ? (FieldReader.OfNumber) Readers.of(measured) : null;
  }

  @Override
  public int see(int steps, Event event) {
    progress.matches(0);
    if (!by.read(event, name) || !measures(event)) {
      progress.lacks(0);
      return 0;
    }
    long now = table.advance(event.timestampNanos());
    Counted group = group(now);
    if (group.silent) {
      progress.isApart(0);
      return 0;
    }
    if (!isReached(group, event, now)) {
      return 0;
    }
    values = threshold.measure() == Measure.DISTINCT
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
    Counted group = new Counted(name.copy(), hash, Tally.of(threshold));
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
    progress.reached(reached);
    table.touch(group);
    table.resized(group);
    return reached >= threshold.atLeast();
  }

  @Override
  public FiredEvent show(Event event, FiredEvent into) {
    return into.showThreshold(event, reached, values, events);
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public void write(Group group, DataOutput out) throws IOException {
    Counted counted = (Counted) group;
    out.writeLong(counted.beginNanos);
    out.writeBoolean(counted.silent);
    counted.tally.write(out);
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Counted group = new Counted(name, GroupName.hash(name), Tally.of(threshold));
    group.touchedNanos = touchedNanos;
    group.beginNanos = in.readLong();
    group.silent = in.readBoolean();
    group.tally.read(in);
    table.add(group);
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void continueWith(Tracker other) {
    table = ((ThresholdTracker) other).table;
  }
}
