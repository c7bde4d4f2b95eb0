package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.engine.alert.AlertSink;
import org.jspecify.annotations.Nullable;

/** The open windows of one entry of {@code eyas.throttle}, oldest first. */
final class ThrottleWindows {
  static final String COUNT = "throttle.count";

  private record Key(String rule, List<@Nullable Object> values) {}

  /** The alerts with one key that were counted since the first one. */
  private static final class Window {
    final long endNanos;
    long count;
    @Nullable Alert last;

    Window(long endNanos) {
      this.endNanos = endNanos;
    }
  }

  private final ThrottleSettings settings;
  private final Map<Key, Window> windows = new LinkedHashMap<>();

  ThrottleWindows(ThrottleSettings settings) {
    this.settings = settings;
  }

  boolean isOf(ThrottleSettings other) {
    return settings.equals(other);
  }

  boolean covers(String rule) {
    return settings.covers(rule);
  }

  /**
   * Whether an alert is sent. If not, the alert is counted.
   *
   * @param summaries receives the summary of a window that ends early, because there are too many windows
   */
  boolean admits(Alert alert, AlertSink summaries) throws InterruptedException {
    Key key = key(alert);
    Window window = windows.get(key);
    if (window != null) {
      window.count++;
      window.last = alert;
      return false;
    }
    if (windows.size() >= settings.mostKeys()) {
      endOldest(summaries);
    }
    windows.put(key, new Window(alert.timestampNanos() + settings.windowNanos()));
    return true;
  }

  private Key key(Alert alert) {
    List<@Nullable Object> values = new ArrayList<>(settings.keys().size());
    for (String field : settings.keys()) {
      values.add(alert.fields().get(field));
    }
    return new Key(alert.rule(), values);
  }

  /** Ends the windows whose time is over. */
  void endDueWindows(long nowNanos, AlertSink summaries) throws InterruptedException {
    while (!windows.isEmpty() && windows.values().iterator().next().endNanos <= nowNanos) {
      endOldest(summaries);
    }
  }

  private void endOldest(AlertSink summaries) throws InterruptedException {
    Iterator<Window> oldest = windows.values().iterator();
    Window window = oldest.next();
    oldest.remove();
    if (window.last != null) {
      summaries.accept(summary(window.last, window.count));
    }
  }

  private Alert summary(Alert last, long count) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(last.fields());
    fields.put(COUNT, count);
    String message =
        last.message() + " (the last of " + count + " more within " + seconds(settings.windowNanos()) + " s)";
    return new Alert(
        last.timestampNanos(), last.priority(), last.rule(), last.source(), message, fields, last.tags(), last.threadId());
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  boolean isEmpty() {
    return windows.isEmpty();
  }
}
