package org.eyas.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.receiver.Access;
import org.eyas.receiver.BatchServer;
import org.eyas.receiver.BatchStore;
import org.eyas.receiver.Limits;
import org.eyas.receiver.ServerSettings;
import org.eyas.receiver.SpooledBatches;

/**
 * Prints how many events per second the HTTP receiver keeps, and how long senders wait for its answer at 4,000 events per
 * second: see the script {@code test/bench/receive}. The wait is counted from the moment at which a batch should have been sent, so
 * that a slow answer counts for the batches after it, too.
 */
public final class ReceiverBench {
  private static final long SPOOL_BYTES = 512L << 20;
  private static final int EVENTS_PER_SECOND = 4_000;
  private static final int SENDERS = 4;
  private static final long AS_FAST_AS_POSSIBLE = 0;

  private final long seconds;
  private final Path directory;

  private ReceiverBench(long seconds, Path directory) {
    this.seconds = seconds;
    this.directory = directory;
  }

  /** @param args the seconds of each part, and the directory of the spool */
  public static void main(String[] args) throws Exception {
    ReceiverBench bench = new ReceiverBench(Long.parseLong(args[0]), Path.of(args[1]));
    for (boolean fsync : new boolean[] {false, true}) {
      bench.measure(fsync);
    }
  }

  private void measure(boolean fsync) throws Exception {
    var storage = new SpooledBatches.Storage(directory.resolve(fsync ? "flushed" : "plain"), SPOOL_BYTES, fsync, "spool.bytes");
    try (BatchStore store = SpooledBatches.open(storage)) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try (BatchServer server =
          BatchServer.start(new ServerSettings(address, BatchSender.PATH, Access.OPEN, Limits.USUAL), store)) {
        Thread consumer = Thread.ofPlatform().start(() -> consume(store));
        for (int events : new int[] {100, 10}) {
          send(server.port(), events, AS_FAST_AS_POSSIBLE); // warms up
          report(fsync, events, "as fast as possible", send(server.port(), events, AS_FAST_AS_POSSIBLE));
          long pause = SENDERS * events * 1_000_000_000L / EVENTS_PER_SECOND;
          report(fsync, events, "4,000 events/s", send(server.port(), events, pause));
        }
        System.out.printf("fsync=%b: %,d batches wait for the consumer%n", fsync, store.figures().waiting());
        consumer.interrupt();
        consumer.join();
      }
    }
  }

  private void report(boolean fsync, int events, String load, long[] waits) {
    System.out.printf(
        "fsync=%b, %d events a batch, %s: %,d events/s; answer p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        fsync, events, load, waits.length * events / seconds,
        waits[waits.length / 2] / 1e6, waits[waits.length * 99 / 100] / 1e6, waits[waits.length - 1] / 1e6);
  }

  private static void consume(BatchStore store) {
    try {
      while (true) {
        store.next(Duration.ofSeconds(1));
        store.commit();
      }
    } catch (IOException | InterruptedException e) {
      return; // the end of the measurement
    }
  }

  /** Returns the waits of all batches in nanoseconds, sorted. */
  private long[] send(int port, int events, long pauseNanos) throws InterruptedException {
    List<long[]> waits = new ArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      long first = System.nanoTime() + i * pauseNanos / SENDERS;
      senders.add(
          Thread.ofPlatform().start(
              () -> {
                long[] own = new BatchSender(port, events).send(first, first + seconds * 1_000_000_000L, pauseNanos);
                synchronized (waits) {
                  waits.add(own);
                }
              }));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }
}
