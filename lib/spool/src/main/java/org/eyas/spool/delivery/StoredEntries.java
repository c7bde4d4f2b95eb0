package org.eyas.spool.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.eyas.spool.Spool;
import org.jspecify.annotations.Nullable;

/** The entries that wait on disk. Several entries are read at a time. */
final class StoredEntries<E> implements Closeable {
  private static final int READ_AHEAD = 64;

  private final Spool spool;
  private final EntryFormat<E> format;
  private final Deque<E> ahead = new ArrayDeque<>();

  StoredEntries(Spool spool, EntryFormat<E> format) {
    this.spool = spool;
    this.format = format;
  }

  /** Appends entries in order. Returns how many entries fit, counted from the first. */
  int append(Collection<E> entries) throws IOException {
    return spool.append(entries.stream().map(format::bytes).toList());
  }

  /** The oldest entry, or null if there is none. */
  @Nullable
  E first() throws IOException {
    if (ahead.isEmpty() && spool.waiting() > 0) {
      readAhead();
    }
    return ahead.peek();
  }

  /** The entry after the oldest one, or null. */
  @Nullable
  E second() throws IOException {
    if (ahead.size() < 2 && spool.waiting() > 1) {
      readAhead();
    }
    return ahead.size() < 2 ? null : ahead.stream().skip(1).findFirst().orElse(null);
  }

  private void readAhead() throws IOException {
    ahead.clear();
    for (byte[] entry : spool.read(READ_AHEAD)) {
      ahead.add(format.read(entry));
    }
  }

  /** Removes the oldest entry, because it was sent or given up. */
  void removeFirst() throws IOException {
    if (first() != null) {
      ahead.remove();
      spool.acknowledge(1);
    }
  }

  long waiting() {
    return spool.waiting();
  }

  /** The number of waiting entries that the next process finds. */
  long kept() {
    return spool.countKept();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
