package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the values that each group has had. The table has two kinds of entries: one for each group, and one for each
 * value of a group, whose key is the key of the group followed by the value. A group is touched after its value, so the
 * table drops it after all of its values; a group never learns again while one of its values is known. Without groups,
 * the whole rule has one entry.
 */
final class FirstSeenTracker implements Tracker {
  private static final class Known extends Group {
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

  private final FirstSeen first;
  private final GroupReader by;
  private final GroupReader byAndValues;
  private final GroupName name = new GroupName();
  private final GroupName valueName = new GroupName();
  private final Progress progress = new Progress(1);
  private GroupTable<Known> table = new GroupTable<>(GroupTable.FOR_EVER);

  FirstSeenTracker(FirstSeen first) {
    this.first = first;
    by = new GroupReader(first.step().by());
    byAndValues = new GroupReader(Stream.concat(first.step().by().stream(), first.values().stream()).toList());
  }

  @Override
  public int see(int steps, Event event) {
    progress.matches(0);
    if (!byAndValues.read(event, valueName) || !by.read(event, name)) {
      progress.lacks(0);
      return 0;
    }
    long now = event.timestampNanos();
    table.advance(now);
    boolean isNew = use(valueName, now) == null;
    boolean learning = now - begin(use(name, now), now) < first.learnNanos();
    table.limit(first.entries());
    progress.reached(table.size());
    if (!isNew) {
      progress.isApart(0);
    } else if (learning) {
      progress.learns();
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
      use(name, nowNanos);
    }
  }

  /** Makes an entry the one that was used last. Returns null if it is new. */
  private @Nullable Known use(GroupName entry, long now) {
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
  public FiredEvent show(Event event, FiredEvent into) {
    return into.show(event);
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
  public void write(Group group, DataOutput out) throws IOException {
    out.writeLong(((Known) group).beginNanos);
  }

  @Override
  public void read(byte[] name, long touchedNanos, DataInput in) throws IOException {
    Known group = new Known(name, GroupName.hash(name), in.readLong());
    group.touchedNanos = touchedNanos;
    table.add(group);
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void continueWith(Tracker other) {
    table = ((FirstSeenTracker) other).table;
  }
}
