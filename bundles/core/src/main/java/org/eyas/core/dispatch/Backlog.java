package org.eyas.core.dispatch;

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
 * The alerts that wait for one channel: in memory, and where the policy says so on disk, in order.
 *
 * <pre>
 *   in memory    offer --> [ m m m ] --> next
 *   it is full   offer --> [ m m m ] --> disk [ m m m o ]                  all of it moves
 *   on disk      offer ---------------> disk [ m m m o o o ] --> next     until the disk is empty
 * </pre>
 *
 * <p>One thread takes; any may add.
 */
final class Backlog {
  private static final int MOVED_AT_ONCE = 64;

  /** What a channel did not take: alerts that are lost, and those that wait on disk for the next start. */
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

  /** @param spill the place on disk, or null where alerts are dropped */
  Backlog(int capacity, WhenFull whenFull, @Nullable Spill spill) {
    this.capacity = capacity;
    this.dropsOldest = whenFull == WhenFull.DROP_OLDEST;
    this.spill = spill;
  }

  /** Adds an alert without waiting for room; answers how many alerts, this or another one, were dropped. */
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

  /** Adds an alert where there is room, and drops none; answers whether there was. */
  boolean addIfRoom(RenderedAlert alert) throws IOException {
    lock.lock();
    try {
      return isAdded(alert);
    } finally {
      lock.unlock();
    }
  }

  /** Adds an alert as soon as there is room. */
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

  // Whether all of it found room; what did not is newer than what is on disk, and stays in memory.
  private boolean moveTo(Spill disk) throws IOException {
    RenderedAlert sending = taken;
    if (sending != null && !takenFromDisk && disk.waiting() == 0) {
      takenFromDisk = disk.append(List.of(sending)) == 1; // it is the oldest, and may come to nothing yet
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

  /** Waits for something to do. The alert before counts as {@link #finished}. */
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

  /** The alert behind the one that was taken, or null where there is none yet. */
  @Nullable RenderedAlert behind() throws IOException {
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

  /** Takes nothing any more; the thread gets what waits, and then the end. */
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

  /** Ends it where it stands: what is in memory goes to disk where there is one, and is lost otherwise. */
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

  /** Ends it and gives away what waits in memory, the one that is being sent included; what is on disk stays there. */
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

  /** Alerts that wait, with the one that is being sent. */
  long waiting() {
    lock.lock();
    try {
      return memory.size() + onDisk() + (taken != null && !takenFromDisk ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /** How many alerts may wait in memory. */
  int capacity() {
    return capacity;
  }

  private long onDisk() {
    return spill == null ? 0 : spill.waiting();
  }
}
