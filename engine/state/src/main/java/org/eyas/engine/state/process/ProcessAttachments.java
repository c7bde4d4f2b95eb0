package org.eyas.engine.state.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * The values that enrichers attached to one process. Keys and values alternate in an array. A change replaces the array
 * and never writes to it.
 *
 * <p>Enrichers call from any thread; the loop reads without a lock.
 */
final class ProcessAttachments implements Attachments {
  private static final Object[] NOTHING = {};

  private final AtomicLong lateChanges;
  private volatile Object[] pairs;
  private volatile boolean notifying;
  private List<Runnable> waiting = List.of();

  /** @param lateChanges counts the values of all processes that enrichers attach outside of a notification */
  ProcessAttachments(AtomicLong lateChanges) {
    this.lateChanges = lateChanges;
    pairs = NOTHING;
  }

  /** Starts with the values of a parent. */
  ProcessAttachments(ProcessAttachments inherited) {
    lateChanges = inherited.lateChanges;
    pairs = inherited.pairs;
  }

  @Override
  public <T> void put(AttachmentKey<T> key, T value) {
    replace(key, value).forEach(Runnable::run);
    if (!notifying) {
      lateChanges.incrementAndGet();
    }
  }

  /**
   * Sets whether enrichers are being notified because of an event of the process. A value that an enricher attaches
   * during the notification belongs to the event.
   */
  void setNotifying(boolean now) {
    notifying = now;
  }

  private synchronized List<Runnable> replace(AttachmentKey<?> key, Object value) {
    Object[] old = pairs;
    int at = find(old, key);
    Object[] changed = Arrays.copyOf(old, at < 0 ? old.length + 2 : old.length);
    int place = at < 0 ? old.length : at;
    changed[place] = key;
    changed[place + 1] = value;
    pairs = changed;
    List<Runnable> listeners = waiting;
    waiting = List.of();
    return listeners;
  }

  /** Runs a listener once, after the next value is attached. The thread that attaches the value runs the listener. */
  synchronized void awaitValue(Runnable listener) {
    List<Runnable> more = new ArrayList<>(waiting);
    more.add(listener);
    waiting = more;
  }

  /** Removes a waiting listener. */
  synchronized void cancelAwait(Runnable listener) {
    List<Runnable> others = new ArrayList<>(waiting);
    others.remove(listener);
    waiting = others.isEmpty() ? List.of() : others;
  }

  @Nullable
  Object get(AttachmentKey<?> key) {
    Object[] now = pairs;
    int at = find(now, key);
    return at < 0 ? null : now[at + 1];
  }

  private static int find(Object[] pairs, AttachmentKey<?> key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == key) {
        return i;
      }
    }
    return -1;
  }
}
