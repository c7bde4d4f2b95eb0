package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.alert.Alert;

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
 * <p>The time is that of the events, so that a replay throttles like the live run. Used by one thread.
 */
final class AlertThrottle {
  private static final String INTERNAL = "internal";
  private static final int MAX_NAMES = 20_000;

  private final List<ThrottleSettings> settings;
  private final List<ThrottleWindows> entries;
  private final Map<String, Optional<ThrottleWindows>> byRule = new HashMap<>();

  AlertThrottle(List<ThrottleSettings> settings) {
    this(settings, settings.stream().map(ThrottleWindows::new).toList());
  }

  private AlertThrottle(List<ThrottleSettings> settings, List<ThrottleWindows> entries) {
    this.settings = settings;
    this.entries = entries;
  }

  /**
   * Another throttle, which continues the windows of the entries that both have.
   *
   * @param out receives summaries of all other windows
   */
  AlertThrottle with(List<ThrottleSettings> others, ReadyAlertSink out) throws InterruptedException {
    List<ThrottleWindows> left = new ArrayList<>(entries);
    List<ThrottleWindows> next = new ArrayList<>();
    for (ThrottleSettings other : others) {
      ThrottleWindows same = left.stream().filter(windows -> windows.isOf(other)).findFirst().orElse(null);
      left.remove(same);
      next.add(same == null ? new ThrottleWindows(other) : same);
    }
    for (ThrottleWindows windows : left) {
      windows.endDueWindows(Long.MAX_VALUE, out);
    }
    return new AlertThrottle(others, next);
  }

  /** Whether the throttle was created with these settings. */
  boolean isOf(List<ThrottleSettings> others) {
    return settings.equals(others);
  }

  /**
   * Sends an alert now, or counts it.
   *
   * @param out receives the summaries of windows that have ended, and then the alert if it is sent
   * @return whether the alert was sent
   */
  boolean admit(Alert alert, ReadyAlertSink out) throws InterruptedException {
    if (entries.isEmpty() || alert.source().equals(INTERNAL)) {
      out.accept(alert);
      return true;
    }
    endDueWindows(alert.timestampNanos(), out);
    Optional<ThrottleWindows> entry = entry(alert.rule());
    if (entry.isPresent() && !entry.get().admits(alert, out)) {
      return false;
    }
    out.accept(alert);
    return true;
  }

  // Reloads add and remove rules, so this cache is limited.
  private Optional<ThrottleWindows> entry(String rule) {
    if (byRule.size() > MAX_NAMES) {
      byRule.clear();
    }
    return byRule.computeIfAbsent(rule, name -> entries.stream().filter(entry -> entry.covers(name)).findFirst());
  }

  /** Ends the windows whose time is over. */
  void endDueWindows(long nowNanos, ReadyAlertSink out) throws InterruptedException {
    for (ThrottleWindows entry : entries) {
      entry.endDueWindows(nowNanos, out);
    }
  }

  /** Ends all windows, because no more alerts come. */
  void end(ReadyAlertSink out) throws InterruptedException {
    endDueWindows(Long.MAX_VALUE, out);
  }

  boolean isIdle() {
    return entries.stream().allMatch(ThrottleWindows::isEmpty);
  }
}
