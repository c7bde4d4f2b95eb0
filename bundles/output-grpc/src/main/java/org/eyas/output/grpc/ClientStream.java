package org.eyas.output.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.grpc.outputs.response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts to one client as fast as it receives them. Any thread may add alerts; one thread of the server at a time writes.
 */
final class ClientStream {
  private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);

  private final String client;
  private final AlertRingBuffer queue;
  private final ServerCallStreamObserver<response> out;
  private final Executor threads;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile boolean ending;
  private boolean ended;
  private long dropped;

  /**
   * @param client the client's name in the log
   * @param queue the queue of its alerts: its own, or one that clients share
   * @param threads the threads that write to clients
   */
  ClientStream(String client, AlertRingBuffer queue, ServerCallStreamObserver<response> out, Executor threads) {
    this.client = client;
    this.queue = queue;
    this.out = out;
    this.threads = threads;
  }

  /** Queues an alert for this client only. */
  void add(QueuedAlert alert) {
    if (queue.add(alert) != null) {
      countDrop();
    }
  }

  private synchronized void countDrop() {
    if (dropped++ == 0) {
      LOG.warn("gRPC {} is too slow: its oldest alerts are dropped", client);
    }
  }

  /** Ends the stream after the queued alerts have been sent. */
  void end() {
    ending = true;
    wake();
  }

  /** Makes a thread of the server send the queued alerts soon. */
  void wake() {
    if (wakes.getAndIncrement() == 0) {
      threads.execute(this::writeUntilIdle);
    }
  }

  private void writeUntilIdle() {
    int seen = wakes.get();
    do {
      write();
      seen = wakes.addAndGet(-seen);
    } while (seen != 0);
  }

  private void write() {
    while (!ended && out.isReady()) {
      QueuedAlert alert = queue.poll();
      if (alert == null) {
        logDrops("keeps up again");
        finish();
        return;
      }
      alert.markSent();
      out.onNext(alert.message());
    }
  }

  private void finish() {
    if (ending) {
      ended = true;
      out.onCompleted();
    }
  }

  /** Called when the client has disconnected. */
  void disconnected() {
    logDrops("left");
  }

  private synchronized void logDrops(String why) {
    if (dropped > 0) {
      LOG.warn("gRPC {} {}; {} of its alerts were dropped", client, why, dropped);
      dropped = 0;
    }
  }
}
