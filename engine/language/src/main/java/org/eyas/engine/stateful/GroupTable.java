package org.eyas.engine.stateful;

import org.eyas.engine.stateful.event.GroupKey;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one rule: found by key, and dropped in the order of their last use. A search does not allocate. For the
 * thread of one event loop.
 *
 * <p>The table has the clock of the rule, which the times of events advance: a late event counts at the time of the
 * latest one. If the time goes back by more than the life of a group, an earlier time was wrong, and the table becomes
 * empty.
 *
 * @param <G> the groups of one kind of rules
 */
final class GroupTable<G extends EventGroup> {
  /** The life of groups that never expire. */
  static final long FOR_EVER = Long.MAX_VALUE / 2;

  private static final int FEWEST_PLACES = 16;

  private final long lifeNanos;
  private @Nullable EventGroup[] places = new EventGroup[FEWEST_PLACES];
  private int size;
  private long bytes;
  private long reportedBytes;
  private @Nullable EventGroup oldest;
  private @Nullable EventGroup newest;
  private long latestNanos = Long.MIN_VALUE;
  private long dropped;

  /** @param lifeNanos the life of a group after its last use */
  GroupTable(long lifeNanos) {
    this.lifeNanos = lifeNanos;
  }

  /**
   * Advances the clock to the time of an event and removes expired groups. Returns the time at which the event counts.
   */
  long advance(long nanos) {
    if (goesBack(nanos)) {
      clear();
      latestNanos = nanos;
    }
    latestNanos = Math.max(latestNanos, nanos);
    forgetBefore(latestNanos - lifeNanos);
    return latestNanos;
  }

  /** Whether a state that began at a time would still count for an event, before {@link #advance}. */
  boolean isInTime(long beginNanos, long nanos) {
    return !goesBack(nanos) && Math.max(latestNanos, nanos) - beginNanos <= lifeNanos;
  }

  /** Whether an earlier time was wrong, or the clock of the machine was set back. */
  private boolean goesBack(long nanos) {
    return nanos < latestNanos && latestNanos - nanos > lifeNanos;
  }

  /** The time of the latest event. */
  long latestNanos() {
    return latestNanos;
  }

  /** Forgets all groups; the clock stays. */
  void clear() {
    places = new EventGroup[FEWEST_PLACES];
    size = 0;
    bytes = 0;
    oldest = null;
    newest = null;
  }

  /** Forgets all groups and the time, as if no event had come. */
  void reset() {
    clear();
    forgetTime();
  }

  /** Forgets the time, so that the next event counts at its own time. */
  void forgetTime() {
    latestNanos = Long.MIN_VALUE;
  }

  /** The time at which the last group expires; the smallest number if there is no group. */
  long endNanos() {
    EventGroup last = newest;
    return last == null ? Long.MIN_VALUE : last.touchedNanos + lifeNanos;
  }

  int size() {
    return size;
  }

  /** The heap that the groups take. */
  long bytes() {
    return bytes;
  }

  /** How much {@link #bytes} has grown since the last call. */
  long takeGrowth() {
    long growth = bytes - reportedBytes;
    reportedBytes = bytes;
    return growth;
  }

  /** The least recently used group. */
  @Nullable
  EventGroup oldest() {
    return oldest;
  }

  @SuppressWarnings("unchecked") // only add() puts groups here
  @Nullable
  G find(GroupKey name, long hash) {
    for (int at = place(hash); places[at] != null; at = next(at)) {
      EventGroup group = places[at];
      if (group != null && group.hash == hash && name.isEqual(group.name)) {
        return (G) group;
      }
    }
    return null;
  }

  /** Adds a group as the most recently used. */
  void add(G group) {
    if (size * 2 >= places.length) {
      grow();
    }
    put(group);
    size++;
    append(group);
    resized(group);
  }

  /** Updates the heap that a group takes. */
  void resized(EventGroup group) {
    int now = group.size();
    bytes += now - group.bytes;
    group.bytes = now;
  }

  /** Makes a group the most recently used, at the time that {@link #advance} returned. */
  void touch(EventGroup group) {
    group.touchedNanos = latestNanos;
    if (group != newest) {
      unlink(group);
      append(group);
    }
  }

  private void forgetBefore(long nanos) {
    for (EventGroup group = oldest; group != null && group.touchedNanos < nanos; group = oldest) {
      remove(group);
    }
  }

  /** Drops the least recently used groups until at most {@code most} groups are left. */
  void limit(int most) {
    for (EventGroup group = oldest; group != null && size > most; group = oldest) {
      remove(group);
      dropped++;
    }
  }

  /** The number of groups that {@link #limit} dropped since the last call. */
  long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  void remove(EventGroup group) {
    int at = place(group.hash);
    while (places[at] != group) {
      at = next(at);
    }
    close(at);
    unlink(group);
    size--;
    bytes -= group.bytes;
  }

  /** Moves the groups after a free place, so that every search still ends at a free place. */
  private void close(int free) {
    int empty = free;
    places[empty] = null;
    for (int at = next(empty); places[at] != null; at = next(at)) {
      EventGroup group = places[at];
      int wanted = group == null ? at : place(group.hash);
      boolean reachable = empty < at ? wanted > empty && wanted <= at : wanted > empty || wanted <= at;
      if (!reachable) {
        places[empty] = group;
        places[at] = null;
        empty = at;
      }
    }
  }

  private void grow() {
    @Nullable EventGroup[] before = places;
    places = new EventGroup[before.length * 2];
    for (EventGroup group : before) {
      if (group != null) {
        put(group);
      }
    }
  }

  private void put(EventGroup group) {
    int at = place(group.hash);
    while (places[at] != null) {
      at = next(at);
    }
    places[at] = group;
  }

  private int place(long hash) {
    return (int) hash & places.length - 1;
  }

  private int next(int at) {
    return at + 1 & places.length - 1;
  }

  private void append(EventGroup group) {
    group.older = newest;
    group.newer = null;
    if (newest == null) {
      oldest = group;
    } else {
      newest.newer = group;
    }
    newest = group;
  }

  private void unlink(EventGroup group) {
    EventGroup before = group.older;
    EventGroup after = group.newer;
    if (before == null) {
      oldest = after;
    } else {
      before.newer = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.older = before;
    }
  }
}
