package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.alert.AlertSafety;

/**
 * Waits for the marked alerts of one loop: first until the thread {@code dispatch} has passed them to all queues, then until each
 * queue that stores alerts has stored what it contained at that moment. Later alerts of other loops are waited for too.
 */
final class DispatchSafety implements AlertSafety {
  private record Target(StoredAlertCount count, long accepted) {
    boolean isReached() {
      return count.finished() >= accepted;
    }
  }

  private final AlertDispatcher dispatcher;
  private final List<Target> targets = new ArrayList<>();
  private long marked;
  private boolean dispatched;

  DispatchSafety(AlertDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public void mark() {
    marked = dispatcher.accepted();
    dispatched = false;
    targets.clear();
  }

  @Override
  public boolean isReached() {
    if (!dispatched && dispatcher.hasDispatched(marked)) {
      dispatched = true;
      dispatcher.forEachStore(this::add);
    }
    if (!targets.isEmpty()) {
      targets.removeIf(Target::isReached);
    }
    return dispatched && targets.isEmpty();
  }

  private void add(StoredAlertCount store) {
    Target target = new Target(store, store.accepted());
    if (!target.isReached()) {
      targets.add(target);
    }
  }
}
