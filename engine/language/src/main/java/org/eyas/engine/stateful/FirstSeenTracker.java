package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.GroupKeyReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the values that each group has had. The table has two kinds of entries: one for each group, and one for each
 * value of a group, whose key is the key of the group followed by the value. A group is touched after its value, so the
 * table drops it after all of its values; a group never learns again while one of its values is known. Without groups,
 * the whole rule has one entry.
 */
final class FirstSeenTracker implements RuleTracker {
  private static final class Known extends EventGroup {
    /** The time at which the group began to learn; unused for a value. */
    long beginNanos;

    Known(byte[] name, long hash, long beginNanos) {
      super(name, hash);
      this.beginNanos = beginNanos;
    }

    @Override
    int contentBytes() {
      return Long.BYTES;
    }
  }

  private final FirstSeenCondition first;
  private final GroupKeyReader by;
  private final GroupKeyReader byAndValues;
  private final GroupKey name = new GroupKey();
  private final GroupKey valueName = new GroupKey();
  private final RuleProgress progress = new RuleProgress(1);
  private GroupTable<Known> table = new GroupTable<>(GroupTable.FOR_EVER);

  FirstSeenTracker(FirstSeenCondition first) {
    this.first = first;
    by = new GroupKeyReader(first.step().by());
    byAndValues = new GroupKeyReader(Stream.concat(first.step().by().stream(), first.values().stream()).toList());
  }

  @Override
  public int accept(int steps, Event event) {
    progress.countMatch(0);
    if (!byAndValues.read(event, valueName) || !by.read(event, name)) {
      progress.countLacking(0);
      return 0;
    }
    long now = event.timestampNanos();
    table.advance(now);
    boolean isNew = touchEntry(valueName, now) == null;
    boolean learning = now - begin(touchEntry(name, now), now) < first.learnNanos();
    table.limit(first.entries());
    progress.recordReached(table.size());
    if (!isNew) {
      progress.countApart(0);
    } else if (learning) {
      progress.countLearned();
    }
    return isNew && !learning ? 1 : 0;
  }

  @Override
  public boolean isPending(Event event) {
    return byAndValues.isPending(event);
  }

  /**
   * Creates the only group of a rule without {@code by}. It learns from now on, even if no event matches for a long
   * time.
   */
  @Override
  public void begin(long nowNanos) {
    name.clear();
    if (first.step().by().isEmpty() && table.find(name, name.hash()) == null) {
      table.advance(nowNanos);
      touchEntry(name, nowNanos);
    }
  }

  /** Makes an entry the one that was used last. Returns null if it is new. */
  private @Nullable Known touchEntry(GroupKey entry, long now) {
    long hash = entry.hash();
    Known known = table.find(entry, hash);
    if (known != null) {
      table.touch(known);
      return known;
    }
    Known added = new Known(entry.copy(), hash, now);
    added.touchedNanos = table.latestNanos();
    table.add(added);
    return null;
  }

  /**
   * The time at which a group began to learn: that of its earliest event, so that one event with a time in the future
   * does not extend the learning.
   */
  private static long begin(@Nullable Known group, long now) {
    if (group == null) {
      return now;
    }
    group.beginNanos = Math.min(group.beginNanos, now);
    return group.beginNanos;
  }

  @Override
  public FiredEvent fill(Event event, FiredEvent into) {
    return into.wrap(event);
  }

  @Override
  public GroupTable<?> table() {
    return table;
  }

  @Override
  public boolean outlivesAbsence() {
    return true;
  }

  @Override
  public void write(EventGroup group, DataOutput out) throws IOException {
    out.writeLong(((Known) group).beginNanos);
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Known group = new Known(name, GroupKey.hash(name), in.readLong());
    group.touchedNanos = touchedNanos;
    table.add(group);
  }

  @Override
  public RuleProgress progress() {
    return progress;
  }

  @Override
  public void continueWith(RuleTracker other) {
    table = ((FirstSeenTracker) other).table;
  }
}
