package org.eyas.engine.repeat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RepeatLimit;
import org.eyas.engine.stateful.event.GroupKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the alerts of one source that repeat an earlier one. Rules decide by {@code repeats} which these are. A repeat is counted
 * and not sent; an alert reports the repeats when their time is over. If there are too many windows, the oldest ends early, so a
 * flood of alerts hides none. Used by one loop's thread.
 */
public final class RepeatedAlerts {
  private record AlertKey(String rule, ByteBuffer values) {}

  private static final int MOST = 1_000;
  private static final int NONE = -1;

  private final List<LoadedRule> rules;
  private final @Nullable RepeatKeyReader[] readers;
  private final GroupKey key = new GroupKey();
  private final Map<AlertKey, RepeatWindow> windows = new LinkedHashMap<>(); // the oldest first
  private int found = NONE; // the rule to which the key belongs
  private long nextEndNanos = Long.MAX_VALUE;

  /**
   * @param rules in the order of their keys
   * @param isEvaluated whether the loop evaluates a rule
   */
  public RepeatedAlerts(List<LoadedRule> rules, Predicate<LoadedRule> isEvaluated) {
    this.rules = rules;
    readers = new RepeatKeyReader[rules.size()];
    for (int i = 0; i < readers.length; i++) {
      RepeatLimit limit = rules.get(i).repeats();
      if (limit != null && isEvaluated.test(rules.get(i))) {
        readers[i] = new RepeatKeyReader(limit);
      }
    }
  }

  /** The window to which an alert of a rule belongs; null if it is not a repeat. */
  public @Nullable RepeatWindow find(int rule, Event event) {
    found = NONE;
    RepeatKeyReader reader = rule < readers.length ? readers[rule] : null;
    if (reader == null || !reader.read(event, key)) {
      return null;
    }
    found = rule;
    RepeatWindow window = windows.isEmpty() ? null : windows.get(keyOf(rule));
    return window != null && window.contains(event.timestampNanos()) ? window : null;
  }

  /**
   * Begins the window of the alert that {@link #find} did not find.
   *
   * @param first the alert; null if it is sent later
   * @param out receives the report of a window that ends early
   */
  public void begin(int rule, long nanos, @Nullable Alert first, AlertSink out) throws InterruptedException {
    RepeatLimit limit = found == rule ? rules.get(rule).repeats() : null;
    found = NONE;
    if (limit == null) {
      return;
    }
    AlertKey name = keyOf(rule);
    RepeatWindow before = windows.remove(name);
    if (before == null && windows.size() >= MOST) {
      before = removeOldest();
    }
    RepeatWindow window = new RepeatWindow(limit, nanos, first);
    windows.put(name, window);
    nextEndNanos = Math.min(nextEndNanos, window.endNanos());
    report(before, out);
  }

  private AlertKey keyOf(int rule) {
    return new AlertKey(rules.get(rule).name(), ByteBuffer.wrap(key.copy()));
  }

  private RepeatWindow removeOldest() {
    Iterator<RepeatWindow> oldest = windows.values().iterator();
    RepeatWindow window = oldest.next();
    oldest.remove();
    return window;
  }

  /** Whether a window has ended at a time. */
  public boolean isDue(long nowNanos) {
    return nowNanos >= nextEndNanos;
  }

  /** Ends the windows whose time is over. */
  public void endDueWindows(long nowNanos, AlertSink out) throws InterruptedException {
    if (!isDue(nowNanos)) {
      return;
    }
    List<RepeatWindow> over = new ArrayList<>();
    nextEndNanos = Long.MAX_VALUE;
    for (Iterator<RepeatWindow> each = windows.values().iterator(); each.hasNext();) {
      RepeatWindow window = each.next();
      if (window.endNanos() <= nowNanos) {
        over.add(window);
        each.remove();
      } else {
        nextEndNanos = Math.min(nextEndNanos, window.endNanos());
      }
    }
    for (RepeatWindow window : over) {
      report(window, out);
    }
  }

  /** Ends all windows, because no more alerts come. */
  public void end(AlertSink out) throws InterruptedException {
    endDueWindows(Long.MAX_VALUE, out);
  }

  /** Continues with the windows of the rules before, if rule and limit did not change; the others end. */
  public void continueWith(RepeatedAlerts before, AlertSink out) throws InterruptedException {
    Map<String, LoadedRule> unchanged = new HashMap<>();
    for (int i = 0; i < readers.length; i++) {
      if (readers[i] != null) {
        unchanged.put(rules.get(i).name(), rules.get(i));
      }
    }
    before.rules.forEach(rule -> unchanged.computeIfPresent(rule.name(), (_, now) -> isSame(rule, now) ? now : null));
    List<RepeatWindow> over = new ArrayList<>();
    before.windows.forEach((name, window) -> {
      if (unchanged.containsKey(name.rule())) {
        windows.put(name, window);
        nextEndNanos = Math.min(nextEndNanos, window.endNanos());
      } else {
        over.add(window);
      }
    });
    before.windows.clear();
    for (RepeatWindow window : over) {
      report(window, out);
    }
  }

  private static boolean isSame(LoadedRule before, LoadedRule now) {
    RepeatLimit limit = before.repeats();
    RepeatLimit next = now.repeats();
    return limit != null && next != null && limit.isSameAs(next)
        && before.written().condition().equals(now.written().condition());
  }

  private static void report(@Nullable RepeatWindow window, AlertSink out) throws InterruptedException {
    Alert report = window == null ? null : window.report();
    if (report != null) {
      out.accept(report);
    }
  }
}
