package org.eyas.spool.delivery;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for one recipient, in order. They wait in memory (see {@link WaitingEntries}) or, once memory
 * is full, on disk, if there is a disk.
 *
 * <pre>
 *   in memory    offer --> [ m m m ] --> next
 *   it is full   offer --> [ m m m ] --> disk [ m m m o ]                  all entries move
 *   on disk      offer ---------------> disk [ m m m o o o ] --> next     until the disk is empty
 * </pre>
 *
 * <p>If memory has no room at all, every entry goes to disk. One {@link DeliveryThread} at a time takes entries. After
 * it has left, the entries wait for the next thread. Any thread may add entries.
 */
public final class DeliveryBacklog<E> {
  /**
   * The maximum number of entries that wait as objects, and the number from which on {@link #put} waits. More objects
   * would delay the garbage collector.
   */
  public static final int PATIENT = 250;

  private static final int MOVED_AT_ONCE = 64;

  // Entries often come in bursts, faster than a thread can be woken for each of them.
  private static final long GATHER_NANOS = 50_000;

  /**
   * The entries that were not delivered.
   *
   * @param unsent the entries in memory, oldest first
   * @param onDisk the number of entries that wait on disk for the next backlog
   * @param failure the reason for which the entries in memory could not move to disk, or the disk could not be closed;
   * null if there was no failure
   */
  public record Left<E>(List<E> unsent, long onDisk, @Nullable IOException failure) {}

  private final EntryFormat<E> format;
  private final WaitingEntries<E> memory;
  private int capacity;
  private boolean dropsOldest;
  private @Nullable StoredEntries<E> stored;
  private @Nullable Taker taker;
  private @Nullable LazilyDecodedEntry<E> taken;
  private boolean takenFromDisk;
  private long forTaker;
  private boolean reopen;
  private boolean ended;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();

  /** Makes a backlog, which has no room before {@link #configure}. */
  public DeliveryBacklog(EntryFormat<E> format) {
    this.format = format;
    memory = new WaitingEntries<>(format);
  }

  /**
   * Sets the limits. Called while no thread takes entries.
   *
   * @param capacity maximum number of entries in memory, which also has a limit in bytes; 0: each entry is on disk when
   * {@link #offer} returns
   * @param dropsOldest whether the oldest entry is dropped if there is no room, instead of the newest. Only without a
   * disk
   * @param spool the disk for all entries when memory has no room; null if there is none. It is closed with the
   * backlog. The entries that it contains come first
   */
  public synchronized void configure(int capacity, boolean dropsOldest, @Nullable Spool spool) {
    this.capacity = capacity;
    this.dropsOldest = dropsOldest;
    stored = spool == null ? null : new StoredEntries<>(spool, format);
    added.addAndGet(onDisk());
    countFinished();
  }

  /** Closes the disk; its entries stay there. Called before {@link #configure}. */
  public synchronized void closeDisk() throws IOException {
    try (StoredEntries<E> disk = stored) {
      stored = null;
      taken = takenFromDisk ? null : taken;
      countFinished();
    }
  }

  /** Adds an entry without waiting for room. Returns the number of dropped entries, which may include this one. */
  public synchronized int offer(E entry) throws IOException {
    if (addIfRoom(entry)) {
      return 0;
    }
    return dropsOldest && !ended ? replaceOldest(entry) : 1;
  }

  // Entries differ in size, so several entries may be dropped for one. Returns their number.
  private int replaceOldest(E entry) {
    int dropped = 0;
    do {
      memory.drop();
      dropped++;
    } while (memory.size() > 0 && !memory.hasRoom(capacity));
    memory.add(entry);
    countAdded(1);
    return dropped;
  }

  // By what waits now, because entries also leave when a disk is damaged or closed.
  private void countFinished() {
    finished.set(added.get() - waiting());
  }

  private void countAdded(int entries) {
    added.addAndGet(entries);
    countFinished();
  }

  /** The number of entries that were added so far, and not dropped at once. Never waits. */
  public long added() {
    return added.get();
  }

  /** The number of these entries that do not wait any more: each was sent, given up or dropped. Never waits. */
  public long finished() {
    return finished.get();
  }

  /** Waits for room, then adds an entry. */
  public synchronized void put(E entry) throws IOException, InterruptedException {
    while (!ended && (memory.size() >= PATIENT || !addIfRoom(entry))) {
      wait();
    }
  }

  /** Adds an entry if there is room. Never drops an entry. Returns whether there was room. */
  public synchronized boolean addIfRoom(E entry) throws IOException {
    StoredEntries<E> disk = stored;
    boolean fits;
    if (ended) {
      fits = false;
    } else if (onDisk() == 0 && memory.hasRoom(capacity)) {
      memory.add(entry);
      fits = true;
    } else {
      fits = disk != null && moveToDisk(disk) && disk.append(List.of(entry)) == 1;
    }
    if (fits) {
      countAdded(1);
    }
    notifyAll();
    return fits;
  }

  // Returns whether all entries fit. Entries that do not fit are newer than the entries on disk, and stay in memory.
  private boolean moveToDisk(StoredEntries<E> disk) throws IOException {
    LazilyDecodedEntry<E> sending = taken;
    if (sending != null && !takenFromDisk && disk.waiting() == 0) {
      takenFromDisk = disk.append(List.of(sending.entry())) == 1; // the oldest entry, which may still fail
    }
    while (memory.size() > 0) {
      List<E> some = memory.oldest(MOVED_AT_ONCE);
      int moved = disk.append(some);
      for (int i = 0; i < moved; i++) {
        memory.drop();
      }
      if (moved < some.size()) {
        return false;
      }
    }
    return true;
  }

  /** Adds the entries that another backlog left, also if memory has no room for them. */
  public synchronized void resume(List<E> left) {
    left.forEach(memory::add);
    countAdded(left.size());
    notifyAll();
  }

  /** Whether entries stay on disk until they are accepted. */
  public synchronized boolean isDurable() {
    return stored != null;
  }

  /** Makes a new taker, which first gets the entry that the previous taker did not finish. */
  synchronized Taker taker() {
    forTaker = Long.MAX_VALUE;
    Taker next = new Taker();
    taker = next;
    return next;
  }

  /** Takes entries until it leaves. One thread uses it. After it has left, the thread does not use the disk. */
  final class Taker {
    /** Waits for the next task. An entry that was taken but not {@link #finished} comes again. */
    DeliveryTask<E> next() throws IOException, InterruptedException {
      return await().get();
    }

    private Supplier<DeliveryTask<E>> await() throws IOException, InterruptedException {
      synchronized (DeliveryBacklog.this) {
        Supplier<DeliveryTask<E>> task = taskOrEnd();
        if (task != null) {
          return task;
        }
      }
      LockSupport.parkNanos(this, GATHER_NANOS);
      synchronized (DeliveryBacklog.this) {
        Supplier<DeliveryTask<E>> task = taskOrEnd();
        while (task == null) {
          DeliveryBacklog.this.wait();
          task = taskOrEnd();
        }
        return task;
      }
    }

    private @Nullable Supplier<DeliveryTask<E>> taskOrEnd() throws IOException {
      return taker == this ? task() : DeliveryTask.End::new;
    }

    /** The entry after the taken entry, or null if there is none yet. */
    @Nullable
    E second() throws IOException {
      synchronized (DeliveryBacklog.this) {
        if (taker != this) {
          return null;
        }
        return stored != null && takenFromDisk ? stored.second() : memory.oldest(1).stream().findFirst().orElse(null);
      }
    }

    /** Removes the taken entry, because it was sent or given up. Returns whether no other entry waits. */
    boolean finished() throws IOException {
      synchronized (DeliveryBacklog.this) {
        return taker == this && removeTaken();
      }
    }

    /** Stops taking entries after those that wait now. */
    void takeNoMore() {
      synchronized (DeliveryBacklog.this) {
        forTaker = waitingOthers();
        DeliveryBacklog.this.notifyAll();
      }
    }

    /** Stops taking entries after the entry that is being sent. */
    void finishOnly() {
      synchronized (DeliveryBacklog.this) {
        forTaker = 0;
        DeliveryBacklog.this.notifyAll();
      }
    }

    /** Stops taking entries. The entries wait for the next taker. */
    void leave() {
      synchronized (DeliveryBacklog.this) {
        taker = null;
      }
    }
  }

  // The result is used after the lock was left.
  private @Nullable Supplier<DeliveryTask<E>> task() throws IOException {
    if (reopen) {
      reopen = false;
      return DeliveryTask.Reopen::new;
    }
    LazilyDecodedEntry<E> entry = nextEntry();
    if (entry != null) {
      boolean last = waitingOthers() == 0 || forTaker == 0;
      return () -> new DeliveryTask.Send<>(entry.entry(), last);
    }
    return ended || forTaker == 0 ? DeliveryTask.End::new : null;
  }

  private @Nullable LazilyDecodedEntry<E> nextEntry() throws IOException {
    if (taken == null && forTaker > 0) {
      E first = stored == null ? null : stored.first();
      takenFromDisk = first != null;
      taken = first == null ? memory.poll() : LazilyDecodedEntry.of(format, first);
      countFinished();
      forTaker -= taken == null ? 0 : 1;
    }
    return taken;
  }

  private boolean removeTaken() throws IOException {
    StoredEntries<E> disk = taken != null && takenFromDisk ? stored : null;
    taken = null; // also if the disk fails below: the entry must not be sent again and then removed in place of the next one
    notifyAll();
    if (disk != null) {
      disk.removeFirst();
    }
    countFinished();
    return waitingOthers() == 0;
  }

  /** Reopens the recipient before the next entry. */
  public synchronized void reopen() {
    reopen = true;
    notifyAll();
  }

  /** Stops accepting entries. The thread gets the waiting entries, and then the end. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Ends immediately. Moves as many entries from memory to disk as fit, including the entry that is being sent. Returns
   * the entries that did not move.
   */
  public synchronized Left<E> close() {
    end();
    taker = null;
    if (taken != null && !takenFromDisk) {
      memory.addFirst(taken.entry());
    }
    taken = null;
    StoredEntries<E> disk = stored;
    stored = null;
    Left<E> left = disk == null ? new Left<>(memory.clear(), 0, null) : moveAndClose(disk);
    countFinished();
    return left;
  }

  private Left<E> moveAndClose(StoredEntries<E> open) {
    IOException failure = null;
    long kept = 0;
    try (StoredEntries<E> disk = open) {
      try {
        moveToDisk(disk);
      } finally {
        kept = disk.kept();
      }
    } catch (IOException e) {
      failure = describeLoss(open.waiting() - kept, e);
    }
    return new Left<>(memory.clear(), kept, failure);
  }

  private static IOException describeLoss(long count, IOException reason) {
    return count == 0
        ? reason
        : new IOException(Reason.of(reason) + "; what waited there is lost: " + count, reason);
  }

  /** The number of waiting entries, including the one that is being sent. */
  public synchronized long waiting() {
    return waitingOthers() + (taken == null ? 0 : 1);
  }

  // The number of waiting entries without the one that was taken.
  private long waitingOthers() {
    return memory.size() + onDisk() - (taken != null && takenFromDisk && stored != null ? 1 : 0);
  }

  private long onDisk() {
    return stored == null ? 0 : stored.waiting();
  }
}
