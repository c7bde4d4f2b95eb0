package org.eyas.output.grpc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads {@code grpc-N}, which write to clients. */
final class WriterThreads {
  private WriterThreads() {}

  // At shutdown, requests of clients that are just leaving may be dropped.
  static ExecutorService start(int count) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> Thread.ofPlatform().daemon().name("grpc-" + number.incrementAndGet()).unstarted(task),
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
