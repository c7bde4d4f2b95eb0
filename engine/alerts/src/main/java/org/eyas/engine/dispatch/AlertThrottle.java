package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.Alert;
import org.eyas.engine.alert.AlertSink;

/**
 * Throttles repeated alerts: the first one is sent at once, the next ones are counted, and at the end of the window the last
 * of them is sent with the count.
 *
 * <pre>
 *   alerts      a    a  a a             a
 *   window      |-------------------|   |-------------------|
 *   sent        a                   a   a
 *                         (the last of 3)
 * </pre>
 *
 * <p>The time is that of the events, so that a replay throttles like the live run. Used by the thread {@code dispatch}.
 */
final class AlertThrottle {
  private static final String INTERNAL = "internal";
  private static final int MAX_NAMES = 20_000;

  private final AlertSink out;
  private final Map<String, Optional<ThrottleWindows>> byRule = new HashMap<>();
  private final AtomicLong throttled = new AtomicLong();
  private List<ThrottleSettings> settings = List.of();
  private List<ThrottleWindows> entries = List.of();

  /** @param out receives the summaries of windows that have ended, and the alerts that are sent */
  AlertThrottle(AlertSink out) {
    this.out = out;
  }

  /** Sets the settings from the next alert on. The windows of entries that both settings have continue, and all others end. */
  void setSettings(List<ThrottleSettings> changed) throws InterruptedException {
    if (settings.equals(changed)) {
      return;
    }
    List<ThrottleWindows> left = new ArrayList<>(entries);
    List<ThrottleWindows> next = new ArrayList<>();
    for (ThrottleSettings other : changed) {
      ThrottleWindows same = left.stream().filter(windows -> windows.isOf(other)).findFirst().orElse(null);
      left.remove(same);
      next.add(same == null ? new ThrottleWindows(other) : same);
    }
    for (ThrottleWindows windows : left) {
      windows.endDueWindows(Long.MAX_VALUE, out);
    }
    settings = changed;
    entries = next;
    byRule.clear();
  }

  /** Sends an alert now, or counts it. The summaries of windows that have ended are sent before it. */
  void admit(Alert alert) throws InterruptedException {
    if (entries.isEmpty() || alert.source().equals(INTERNAL)) {
      out.accept(alert);
      return;
    }
    endDueWindows(alert.timestampNanos());
    Optional<ThrottleWindows> entry = entry(alert.rule());
    if (entry.isPresent() && !entry.get().admits(alert, out)) {
      throttled.incrementAndGet();
    } else {
      out.accept(alert);
    }
  }

  // Reloads add and remove rules, so this cache is limited.
  private Optional<ThrottleWindows> entry(String rule) {
    if (byRule.size() > MAX_NAMES) {
      byRule.clear();
    }
    return byRule.computeIfAbsent(rule, name -> entries.stream().filter(entry -> entry.covers(name)).findFirst());
  }

  /** Ends the windows whose time is over. */
  void endDueWindows(long nowNanos) throws InterruptedException {
    for (ThrottleWindows entry : entries) {
      entry.endDueWindows(nowNanos, out);
    }
  }

  /** Ends all windows, because no more alerts come. */
  void end() throws InterruptedException {
    endDueWindows(Long.MAX_VALUE);
  }

  boolean isIdle() {
    return entries.stream().allMatch(ThrottleWindows::isEmpty);
  }

  /** The number of alerts that were counted instead of sent. May be called from any thread. */
  long throttled() {
    return throttled.get();
  }
}
