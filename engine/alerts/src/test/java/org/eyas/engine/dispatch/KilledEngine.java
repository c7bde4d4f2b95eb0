package org.eyas.engine.dispatch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.common.ExponentialBackoff;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.engine.loop.EventSettler;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.spool.delivery.AlertReceiver;
import org.eyas.spool.delivery.EntryFormat;
import org.eyas.spool.delivery.SendAttempt;
import org.eyas.spool.delivery.StoredDelivery;
import org.eyas.testkit.QuietCapture;

/**
 * A process that reads events from a ring that outlives it, and raises alerts at once or after a while. They go to an output with a
 * spool, a slow output without one, and the history on disk.
 */
final class KilledEngine {
  static final int EVENTS = 40_000;
  static final long BYTES = 64 << 20;
  private static final int MOST_HELD_MICROS = 20_000;

  /** A match that waits for a value. */
  private record Held(long beginNanos, long endNanos, int event) {}

  /** The position of a ring, in a file that both processes map. */
  private static final class KeptRing extends QuietCapture {
    private final MappedByteBuffer published;
    private long marked;
    private long reported;
    int position;

    KeptRing(Path file) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        published = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      }
      marked = published.order(ByteOrder.nativeOrder()).getLong(0);
      position = (int) marked;
      reported = marked;
    }

    @Override
    public void mark() {
      marked = position;
    }

    @Override
    public void settle() {
      published.putLong(0, marked);
    }

    /** Whether events were settled since the last call. */
    boolean hasSettled() {
      long before = reported;
      reported = published.getLong(0);
      return reported > before;
    }

    boolean isSettled() {
      return published.getLong(0) == EVENTS;
    }
  }

  private final Random random = new Random();
  private final KeptRing ring;
  private final AlertSink alerts;
  private final EventSettler settler;
  private final Deque<Held> held = new ArrayDeque<>(); // by their begin

  private KilledEngine(KeptRing ring, AlertSink alerts) {
    this.ring = ring;
    this.alerts = alerts;
    settler = new EventSettler(nanos -> held.stream().anyMatch(each -> each.beginNanos() <= nanos), alerts.newSafety());
  }

  /** The number of alerts of an event: each of them has the same rule. */
  static int alerts(int event) {
    int hash = event * 0x9e3779b9 >>> 16;
    return hash % 4 > 0 ? 0 : hash % 5 == 0 ? 2 : 1;
  }

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    AlertDispatcher dispatcher = new AlertDispatcher(
        new AlertRenderer(new RenderOptions(false, true, false, true, true, false, false, "h"), FalcoVersion.V0_44),
        new DispatchOptions(EVENTS, 60_000, Map.of(), List.of()));
    dispatcher.add("spool", spooled(directory.resolve("spool")));
    dispatcher.add("slow", (_, _) -> LockSupport.parkNanos(2_000_000));
    RecentAlertStore history = new RecentAlertStore(1 << 20);
    history.keepOnDisk(new ArchiveWriter(AlertArchive.open(directory.resolve("history"), BYTES)));
    dispatcher.setAlertListener(history::add);
    dispatcher.setHistory(history::disk);
    new KilledEngine(new KeptRing(directory.resolve("ring")), dispatcher.liveSink()).run();
    System.out.println("end");
    Runtime.getRuntime().halt(0); // no orderly end
  }

  private static OutputChannel spooled(Path directory) throws IOException {
    StoredDelivery<String> delivery = new StoredDelivery<>(
        "spool", new StoredDelivery.Storage(directory, BYTES, false, "limit"), new Texts(), new Away(),
        new ExponentialBackoff(60_000, 60_000));
    Random random = new Random();
    return new OutputChannel() {
      @Override
      public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
        if (random.nextInt(40) == 0) {
          LockSupport.parkNanos(random.nextInt(1_000_000));
        }
        delivery.send(alert.alert(), String.valueOf(alert.alert().timestampNanos()), endOfBatch);
      }

      @Override
      public boolean storesAlerts() {
        return delivery.isDurable();
      }
    };
  }

  private void run() throws InterruptedException {
    settler.begin(ring);
    while (!ring.isSettled()) {
      for (int left = random.nextInt(40); left > 0 && ring.position < EVENTS; left--) {
        evaluate(ring.position);
        ring.position++;
      }
      decideHeld();
      settler.afterBatch(ring, System.nanoTime());
      System.out.println(ring.hasSettled() ? "settled" : "batch");
      LockSupport.parkNanos(random.nextInt(400_000));
    }
  }

  private void evaluate(int event) throws InterruptedException {
    if (alerts(event) > 0 && random.nextInt(3) == 0) {
      long now = System.nanoTime();
      held.add(new Held(now, now + random.nextInt(MOST_HELD_MICROS) * 1_000L, event));
    } else {
      raise(event);
    }
  }

  private void decideHeld() throws InterruptedException {
    long now = System.nanoTime();
    for (Held each : List.copyOf(held)) {
      if (now >= each.endNanos()) {
        held.remove(each);
        raise(each.event());
      }
    }
  }

  private void raise(int event) throws InterruptedException {
    for (int i = 0; i < alerts(event); i++) {
      String message = "alert " + i + " by process " + ProcessHandle.current().pid();
      alerts
          .accept(new Alert(event, Priority.ERROR, "rule", "syscall", message, new TreeMap<>(), new TreeSet<>(), 1 + event % 3));
    }
  }

  /** The server is away, so everything stays in the spool. */
  private static final class Away implements AlertReceiver<String> {
    @Override
    public String address() {
      return "nowhere";
    }

    @Override
    public SendAttempt send(String alert) {
      return SendAttempt.unavailable(60_000, "away");
    }

    @Override
    public String json(String alert) {
      return alert;
    }

    @Override
    public void close() {}
  }

  private static final class Texts implements EntryFormat<String> {
    @Override
    public byte[] bytes(String entry) {
      return entry.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
