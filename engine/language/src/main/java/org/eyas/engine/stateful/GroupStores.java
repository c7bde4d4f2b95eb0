package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of all stateful rules of a source, which share one limit. For the thread of one event loop. */
final class GroupStores {
  private final List<GroupStore> stores = new ArrayList<>();
  private final List<TrackedRule> owners = new ArrayList<>();
  private long bytes;

  void add(GroupStore store, TrackedRule owner) {
    stores.add(store);
    owners.add(owner);
  }

  /** Updates {@link #bytes} after an event that may have changed the table of a store. */
  void updateBytes(GroupStore store) {
    bytes += store.table().takeGrowth();
  }

  /** Counts all bytes again, after a change of the tables themselves. */
  void recountBytes() {
    bytes = 0;
    for (GroupStore store : stores) {
      store.table().takeGrowth();
      bytes += store.table().bytes();
    }
  }

  /**
   * Evicts the oldest group of the rule that takes the most memory, if all groups together exceed a limit. So no rule
   * can evict the groups of another one.
   *
   * @return the rule whose group was evicted; null if there is room
   */
  @Nullable
  TrackedRule evictOldest(long limitBytes) {
    if (bytes <= limitBytes) {
      return null;
    }
    int largest = largest();
    GroupStore store = stores.get(largest);
    EventGroup oldest = store.table().oldest();
    if (oldest == null) {
      return null;
    }
    store.table().remove(oldest);
    updateBytes(store);
    return owners.get(largest);
  }

  private int largest() {
    int found = 0;
    for (int i = 1; i < stores.size(); i++) {
      if (stores.get(i).table().bytes() > stores.get(found).table().bytes()) {
        found = i;
      }
    }
    return found;
  }

  /** An estimate of the heap that the groups take. */
  long bytes() {
    return bytes;
  }

  /** The number of groups. */
  long groups() {
    return stores.stream().mapToLong(each -> each.table().size()).sum();
  }

  void clear() {
    stores.forEach(each -> each.table().clear());
    recountBytes();
  }
}
