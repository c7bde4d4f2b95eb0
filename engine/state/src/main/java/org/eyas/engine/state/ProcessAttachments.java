package org.eyas.engine.state;

import java.util.Arrays;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * The values that enrichers attached to one process: keys and values alternate, in an array that is replaced and never changed.
 *
 * <p>Enrichers call from any thread; the loop reads without a lock.
 */
final class ProcessAttachments implements Attachments {
  private static final Object[] NOTHING = {};

  private volatile Object[] pairs;

  ProcessAttachments() {
    pairs = NOTHING;
  }

  /** Starts with the values of a parent. */
  ProcessAttachments(ProcessAttachments inherited) {
    pairs = inherited.pairs;
  }

  @Override
  public synchronized <T> void put(AttachmentKey<T> key, T value) {
    Object[] old = pairs;
    int at = find(old, key);
    Object[] changed = Arrays.copyOf(old, at < 0 ? old.length + 2 : old.length);
    int place = at < 0 ? old.length : at;
    changed[place] = key;
    changed[place + 1] = value;
    pairs = changed;
  }

  @Nullable Object get(AttachmentKey<?> key) {
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
