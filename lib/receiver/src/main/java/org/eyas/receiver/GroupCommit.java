package org.eyas.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;

/**
 * Writes the batches of all connections on one thread. Batches that come while one is being written and flushed share the next
 * write and flush. So a flush costs each of them little, and the server's threads touch no file: an interrupt would close it.
 * The queue is as long as there are requests.
 */
final class GroupCommit implements Closeable {
  private static final int MOST_BYTES = 4 << 20;
  private static final Pending END = new Pending(new byte[0], new CompletableFuture<>());

  private record Pending(byte[] entry, CompletableFuture<Boolean> kept) {}

  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final Spool spool;
  private final Lock turn;
  private final Thread thread;
  private volatile boolean closed;

  /** @param turn is held while the spool is written and flushed */
  GroupCommit(Spool spool, Lock turn) {
    this.spool = spool;
    this.turn = turn;
    thread = Thread.ofPlatform().daemon().name("receive-write").start(this::run);
  }

  /** Waits until an entry is in the spool. Returns false if there is no room for it. */
  boolean add(byte[] entry) throws IOException, InterruptedException {
    Pending pending = new Pending(entry, new CompletableFuture<>());
    queue.add(pending);
    if (closed) {
      refuse(List.of(pending), new IOException("the receiver is being closed"));
    }
    try {
      return pending.kept.get();
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(pending.kept.exceptionNow()), e);
    }
  }

  private void run() {
    List<Pending> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      try {
        open = collect(group);
        write(group);
      } catch (IOException | RuntimeException e) {
        refuse(group, e);
      } catch (InterruptedException e) {
        open = false;
      }
      group.clear();
    }
  }

  private boolean collect(List<Pending> group) throws InterruptedException {
    Pending next = queue.take();
    int bytes = 0;
    while (next != null && next != END) {
      group.add(next);
      bytes += next.entry.length;
      next = bytes < MOST_BYTES ? queue.poll() : null;
    }
    return next != END;
  }

  private void write(List<Pending> group) throws IOException {
    int kept;
    turn.lock();
    try {
      kept = spool.append(group.stream().map(Pending::entry).toList());
    } finally {
      turn.unlock();
    }
    for (int i = 0; i < group.size(); i++) {
      group.get(i).kept.complete(i < kept);
    }
  }

  private static void refuse(List<Pending> group, Exception reason) {
    group.forEach(pending -> pending.kept.completeExceptionally(reason));
  }

  /** Writes what was added before, then ends, also if the caller is interrupted. Batches that are added later are refused. */
  @Override
  public void close() {
    closed = true;
    queue.add(END);
    join();
    refuse(List.copyOf(queue), new IOException("the receiver is being closed"));
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
