package org.eyas.receiver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eyas.api.failure.Reason;
import org.eyas.spool.FlushMode;
import org.eyas.spool.Spool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches on disk, in a {@link Spool}. A batch that {@link #add} has kept is there after the end of the process,
 * however it ends; with fsync also after a loss of power. A batch that was taken but not committed is taken again by
 * the next process, unless it is the one that ended the processes before ({@link PoisonBatchGuard}).
 *
 * <pre>
 *   add --> thread receive-write: all that wait, one write, one flush --> [ spool ] --> next, isRepeated, commit
 *                                                                         [ window ] <-- identities, at commit
 * </pre>
 */
public final class SpooledBatches implements BatchStore {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledBatches.class);
  private static final String WINDOW = "window";

  /**
   * The directory of the batches, and its limits.
   *
   * @param directory is created if it does not exist
   * @param maxBytes maximum size of all batches; must be larger than the largest batch
   * @param fsync whether a kept batch survives a loss of power
   * @param limitKey the configuration key of {@code maxBytes}, for the message that it is reached
   */
  public record Storage(Path directory, long maxBytes, boolean fsync, String limitKey) {}

  /** Work that writes files. */
  private interface Work {
    void run() throws IOException;
  }

  private final Storage storage;
  private final Spool spool;
  private final IdentityWindow window;
  private final PoisonBatchGuard first;
  private final GroupCommit writer;

  /**
   * The lock for the spool. It is fair: after a write, the consumer comes next, although other batches already wait to be
   * written.
   */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Semaphore news = new Semaphore(0);
  private final StoreBackPressure refusing = new StoreBackPressure();
  private final String full;
  private long receivedMillis;
  private boolean taken;
  private int committed;

  private SpooledBatches(Storage storage, Spool spool, IdentityWindow window) {
    this.storage = storage;
    this.spool = spool;
    this.window = window;
    first = new PoisonBatchGuard(storage.directory());
    writer = new GroupCommit(spool, turn);
    full = storage.directory() + " is full (" + storage.limitKey() + ": " + storage.maxBytes() + " bytes)";
  }

  /** @throws IOException if the directory cannot be used; the message names it */
  public static SpooledBatches open(Storage storage) throws IOException {
    Spool spool =
        Spool.open(
            storage.directory(), storage.maxBytes(), storage.fsync() ? FlushMode.ENTRIES : FlushMode.NOTHING, "batches",
            ReceivedBatch::isNewer);
    try {
      SpooledBatches opened = new SpooledBatches(storage, spool, IdentityWindow.open(storage.directory().resolve(WINDOW)));
      opened.logEarlierRun();
      return opened;
    } catch (IOException e) {
      spool.close();
      throw new IOException("cannot keep batches in " + storage.directory() + ": " + Reason.of(e), e);
    }
  }

  private void logEarlierRun() {
    if (spool.damaged() > 0) {
      LOG.error("{}: {} batches are damaged and lost", storage.directory(), spool.damaged());
    }
    if (spool.waiting() > 0) {
      LOG.info("{}: {} batches of an earlier run are waiting", storage.directory(), spool.waiting());
    }
  }

  @Override
  public boolean add(byte[] entry) throws IOException, InterruptedException {
    try {
      boolean kept = writer.add(entry);
      if (!kept) {
        refusing.begin(full);
      } else if (refusing.isActive() && hasMuchRoom()) {
        refusing.end();
      }
      news.release();
      return kept;
    } catch (IOException e) {
      refusing.begin("cannot keep batches in " + storage.directory() + ": " + Reason.of(e));
      throw e;
    }
  }

  @Override
  public @Nullable ReceivedBatch next(Duration limit) throws IOException, InterruptedException {
    if (taken) {
      throw new IllegalStateException("the previous batch is not committed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException(); // reading would close the file
    }
    long end = System.nanoTime() + limit.toNanos();
    news.drainPermits(); // of batches that were read without waiting
    List<byte[]> oldest = oldest();
    while (oldest.isEmpty() && news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      oldest = oldest();
    }
    return oldest.isEmpty() ? null : taken(ReceivedBatch.of(oldest.getFirst()));
  }

  private @Nullable ReceivedBatch taken(ReceivedBatch batch) {
    if (first.isSetAside(batch)) {
      committed = 1;
      return null; // the next call takes another
    }
    taken = true;
    receivedMillis = batch.receivedMillis();
    return batch;
  }

  private List<byte[]> oldest() throws IOException {
    turn.lock();
    try {
      acknowledge();
      return spool.read(1);
    } finally {
      turn.unlock();
    }
  }

  private void acknowledge() throws IOException {
    int count = committed;
    committed = 0;
    spool.acknowledge(count);
    if (refusing.isActive() && hasMuchRoom()) {
      refusing.end(full); // no sender may come to notice it
    }
  }

  // With less, it would be full again at once.
  private boolean hasMuchRoom() {
    return spool.bytes() <= storage.maxBytes() / 2;
  }

  @Override
  public boolean isRepeated(byte[] identity, int offset, int length) {
    return window.isRepeated(identity, offset, length, receivedMillis);
  }

  @Override
  public void commit() throws IOException {
    uninterrupted(this::commitTaken);
  }

  // An interrupt, which a stop may send, would close the files in the middle of a write.
  private static void uninterrupted(Work work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // The identities first: if the process ends between the two, the batch comes again, and its events are known. So the position
  // can wait for the next call if the disk is busy with a flush.
  private void commitTaken() throws IOException {
    if (!taken) {
      return;
    }
    taken = false;
    committed = 1;
    first.commit();
    window.save();
    if (turn.tryLock()) {
      try {
        acknowledge();
      } finally {
        turn.unlock();
      }
    }
  }

  @Override
  public String problem() {
    return refusing.problem();
  }

  @Override
  public StoreFigures figures() {
    return new StoreFigures(spool.waiting(), spool.bytes(), spool.damaged() + spool.droppedNewer() + first.count(),
        window.repeated());
  }

  @Override
  public void close() throws IOException {
    writer.close();
    uninterrupted(this::closeFiles);
  }

  private void closeFiles() throws IOException {
    try (spool; window) {
      acknowledge();
    }
  }
}
