package org.eyas.output.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.grpc.outputs.response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts on their way to one client, as fast as it takes them. May be woken by any thread; the writing is done by one
 * thread at a time, of the server.
 */
final class ClientStream {
  private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);

  private final String client;
  private final AlertRing queue;
  private final ServerCallStreamObserver<response> out;
  private final Executor threads;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile boolean ending;
  private boolean ended;
  private long dropped;

  /**
   * @param client names it in the log
   * @param queue where its alerts come from, its own or one that clients share
   * @param threads write to it
   */
  ClientStream(String client, AlertRing queue, ServerCallStreamObserver<response> out, Executor threads) {
    this.client = client;
    this.queue = queue;
    this.out = out;
    this.threads = threads;
  }

  /** Queues an alert for this client alone. */
  void add(KeptAlert alert) {
    if (queue.add(alert) != null) {
      countDrop();
    }
  }

  private synchronized void countDrop() {
    if (dropped++ == 0) {
      LOG.warn("gRPC {} is too slow: its oldest alerts are dropped", client);
    }
  }

  /** Ends the stream when all that is queued was sent. */
  void end() {
    ending = true;
    wake();
  }

  /** Sends what is queued, soon, on a thread of the server. */
  void wake() {
    if (wakes.getAndIncrement() == 0) {
      threads.execute(this::work);
    }
  }

  private void work() {
    int seen = wakes.get();
    do {
      write();
      seen = wakes.addAndGet(-seen);
    } while (seen != 0);
  }

  private void write() {
    while (!ended && out.isReady()) {
      KeptAlert alert = queue.poll();
      if (alert == null) {
        tellDrops("keeps up again");
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

  /** The client is gone. */
  void left() {
    tellDrops("left");
  }

  private synchronized void tellDrops(String why) {
    if (dropped > 0) {
      LOG.warn("gRPC {} {}; {} alerts were dropped for it", client, why, dropped);
      dropped = 0;
    }
  }
}
