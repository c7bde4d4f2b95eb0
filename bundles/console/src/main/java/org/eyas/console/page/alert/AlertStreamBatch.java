package org.eyas.console.page.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.PastAlert;

/**
 * A bounded batch of alerts for a browser: those that came since the previous batch, as the newest alerts or as counts
 * by group. The thread of the history adds alerts; the thread of the stream removes them.
 */
final class AlertStreamBatch {
  private static final int MOST_ROWS = 50;
  private static final int MOST_GROUPS = 100;

  /**
   * The content of a batch, as a browser gets it.
   *
   * @param alerts oldest first
   * @param more the number of alerts that are not part of it
   * @param newest the number of the newest alert until now
   */
  record Content(List<PastAlert> alerts, List<AlertGroup> groups, long more, long newest) {}

  private final Predicate<PastAlert> accepts;
  private final boolean grouped;
  private final Deque<PastAlert> alerts = new ArrayDeque<>();
  private final Map<AlertGroup.Key, AlertGroup> groups = new LinkedHashMap<>();
  private long more;
  private long newest;

  /** @param newest only alerts with greater numbers are added */
  AlertStreamBatch(Predicate<PastAlert> accepts, boolean grouped, long newest) {
    this.accepts = accepts;
    this.grouped = grouped;
    this.newest = newest;
  }

  synchronized void add(PastAlert past) {
    if (past.number() <= newest) {
      return;
    }
    newest = past.number();
    if (accepts.test(past)) {
      if (grouped) {
        count(AlertGroup.of(past));
      } else {
        addRow(past);
      }
      notifyAll();
    }
  }

  private void count(AlertGroup one) {
    if (groups.size() < MOST_GROUPS || groups.containsKey(one.key())) {
      groups.merge(one.key(), one, AlertGroup::mergedWith);
    } else {
      more++;
    }
  }

  private void addRow(PastAlert past) {
    alerts.add(past);
    if (alerts.size() > MOST_ROWS) {
      alerts.remove();
      more++;
    }
  }

  /** Waits for alerts; returns whether there are any. */
  synchronized boolean await(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; isEmpty() && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
      wait(left);
    }
    return !isEmpty();
  }

  private boolean isEmpty() {
    return alerts.isEmpty() && groups.isEmpty();
  }

  synchronized Content drain() {
    Content content = new Content(new ArrayList<>(alerts), new ArrayList<>(groups.values()), more, newest);
    alerts.clear();
    groups.clear();
    more = 0;
    return content;
  }
}
