package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that wait for one channel: in memory or, if the policy says so, on disk; in order.
 *
 * <pre>
 *   in memory    offer --> [ m m m ] --> next
 *   it is full   offer --> [ m m m ] --> disk [ m m m o ]                  all alerts move
 *   on disk      offer ---------------> disk [ m m m o o o ] --> next     until the disk is empty
 * </pre>
 *
 * <p>One thread takes alerts; any thread may add them.
 */
final class Backlog {
  private static final int MOVED_AT_ONCE = 64;

  /** Alerts that a channel did not accept: those that are lost, and those that wait on disk for the next start. */
  record Left(int lost, long kept) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<RenderedAlert> memory = new ArrayDeque<>();
  private final int capacity;
  private final boolean dropsOldest;
  private @Nullable Spill spill;
  private @Nullable RenderedAlert taken;
  private boolean takenFromDisk;
  private boolean reopen;
  private boolean ended;

  /** @param spill the storage on disk, or null if alerts are dropped instead */
  Backlog(int capacity, WhenFull whenFull, @Nullable Spill spill) {
    this.capacity = capacity;
    this.dropsOldest = whenFull == WhenFull.DROP_OLDEST;
    this.spill = spill;
  }

  /** Adds an alert without waiting for room; returns how many alerts were dropped, this one or others. */
  int offer(RenderedAlert alert) throws IOException {
    lock.lock();
    try {
      if (isAdded(alert)) {
        return 0;
      }
      if (dropsOldest && !ended) {
        memory.poll();
        memory.add(alert);
      }
      return 1;
    } finally {
      lock.unlock();
    }
  }

  /** Adds an alert if there is room, and never drops one; returns whether there was room. */
  boolean addIfRoom(RenderedAlert alert) throws IOException {
    lock.lock();
    try {
      return isAdded(alert);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room, then adds an alert. */
  void put(RenderedAlert alert) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && (memory.size() >= QueueSettings.PATIENT || !isAdded(alert))) {
        room.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isAdded(RenderedAlert alert) throws IOException {
    Spill disk = spill;
    boolean added;
    if (ended) {
      added = false;
    } else if (onDisk() == 0 && memory.size() < capacity) {
      added = memory.add(alert);
    } else {
      added = disk != null && moveTo(disk) && disk.append(List.of(alert)) == 1;
    }
    work.signal();
    return added;
  }

  // Returns whether all alerts fit. Those that do not are newer than the alerts on disk, and stay in memory.
  private boolean moveTo(Spill disk) throws IOException {
    RenderedAlert sending = taken;
    if (sending != null && !takenFromDisk && disk.waiting() == 0) {
      takenFromDisk = disk.append(List.of(sending)) == 1; // the oldest alert, which may still fail
    }
    while (!memory.isEmpty()) {
      List<RenderedAlert> some = memory.stream().limit(MOVED_AT_ONCE).toList();
      int moved = disk.append(some);
      for (int i = 0; i < moved; i++) {
        memory.remove();
      }
      if (moved < some.size()) {
        return false;
      }
    }
    return true;
  }

  /** Waits for the next task. The previous alert counts as {@link #finished}. */
  Task next() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      finished();
      while (!reopen && memory.isEmpty() && onDisk() == 0) {
        if (ended) {
          return new Task.End();
        }
        work.await();
      }
      if (reopen) {
        reopen = false;
        return new Task.Reopen();
      }
      return new Task.Send(take(), memory.isEmpty() && onDisk() <= (takenFromDisk ? 1 : 0));
    } finally {
      lock.unlock();
    }
  }

  private RenderedAlert take() throws IOException {
    Spill disk = spill;
    takenFromDisk = disk != null && disk.waiting() > 0;
    RenderedAlert first = disk != null && takenFromDisk ? disk.first() : memory.remove();
    taken = first;
    return first;
  }

  /** The alert after the one that was taken, or null if there is none yet. */
  @Nullable
  RenderedAlert second() throws IOException {
    lock.lock();
    try {
      return spill != null && takenFromDisk ? spill.second() : memory.peek();
    } finally {
      lock.unlock();
    }
  }

  /** The alert that was taken is sent, or given up. */
  void finished() throws IOException {
    lock.lock();
    try {
      if (taken == null) {
        return;
      }
      taken = null;
      if (takenFromDisk && spill != null) {
        spill.first();
        spill.taken();
      }
      room.signal();
    } finally {
      lock.unlock();
    }
  }

  void reopen() {
    lock.lock();
    try {
      reopen = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more alerts; the thread gets the waiting ones, and then the end. */
  void end() {
    lock.lock();
    try {
      ended = true;
      work.signal();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends immediately. Alerts in memory move to disk if there is one, and are lost otherwise. */
  Left close() throws IOException {
    lock.lock();
    try {
      ended = true;
      if (taken != null && !takenFromDisk) {
        memory.addFirst(taken);
      }
      taken = null;
      long kept = closeDisk();
      int lost = memory.size();
      memory.clear();
      return new Left(lost, kept);
    } finally {
      lock.unlock();
    }
  }

  /** Ends immediately and returns the alerts in memory, including the one that is being sent. Alerts on disk stay there. */
  List<RenderedAlert> leave() throws IOException {
    lock.lock();
    try {
      ended = true;
      List<RenderedAlert> waiting = new ArrayList<>(memory);
      if (taken != null && !takenFromDisk) {
        waiting.addFirst(taken);
      }
      taken = null;
      memory.clear();
      closeDisk();
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private long closeDisk() throws IOException {
    try (Spill disk = spill) {
      spill = null;
      if (disk != null) {
        moveTo(disk);
      }
      return disk == null ? 0 : disk.waiting();
    }
  }

  /** The number of waiting alerts, including the one that is being sent. */
  long waiting() {
    lock.lock();
    try {
      return memory.size() + onDisk() + (taken != null && !takenFromDisk ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /** The maximum number of alerts in memory. */
  int capacity() {
    return capacity;
  }

  private long onDisk() {
    return spill == null ? 0 : spill.waiting();
  }
}
