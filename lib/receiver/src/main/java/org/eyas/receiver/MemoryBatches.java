package org.eyas.receiver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Batches in memory, as Falco keeps them: senders are always told that a batch was kept. If there is no room, it is lost and
 * counted. All of them are lost at the end of the process.
 */
public final class MemoryBatches implements BatchStore {
  private final Deque<ReceivedBatch> waiting = new ArrayDeque<>();
  private final IdentityWindow window = IdentityWindow.inMemory();
  private final long maxBytes;
  private long bytes;
  private long lost;
  private long receivedMillis;

  /** @param maxBytes maximum size of all batches */
  public MemoryBatches(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized boolean add(byte[] entry) {
    if (bytes + entry.length > maxBytes) {
      lost++;
      return true;
    }
    waiting.add(ReceivedBatch.of(entry));
    bytes += entry.length;
    notifyAll();
    return true;
  }

  @Override
  public synchronized @Nullable ReceivedBatch next(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); waiting.isEmpty(); left = end - System.nanoTime()) {
      if (left <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    ReceivedBatch batch = waiting.remove();
    bytes -= batch.bytes().length;
    receivedMillis = batch.receivedMillis();
    return batch;
  }

  @Override
  public boolean isRepeated(byte[] identity, int offset, int length) {
    return window.isRepeated(identity, offset, length, receivedMillis);
  }

  @Override
  public void commit() {
    // A batch is removed when it is taken.
  }

  @Override
  public String problem() {
    return "";
  }

  @Override
  public synchronized StoreFigures figures() {
    return new StoreFigures(waiting.size(), bytes, lost, window.repeated());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
