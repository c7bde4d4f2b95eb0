package org.eyas.core.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;

/**
 * A machine on which one thread makes numbered calls, and whose captures continue to record when a process leaves them. It outlives the
 * runs of a test.
 */
final class RecordingMachine {
  private static final long TID = 5_000_000;
  private static final long PROBE_DISTANCE_NANOS = 300;
  private static final long LONGEST_STEP_NANOS = 500_000;

  private record Call(long number, long nanos) {}

  /** What a process left: the position of the next event, and the boot time of its events. */
  record Left(int position, long bootNanos) {}

  private final List<Call> calls = new ArrayList<>();
  private final long sinceBoot = sinceBootNanos();
  private final long bootNanos = System.currentTimeMillis() * 1_000_000 - uptimeNanos();
  volatile Left left;
  volatile String process = "early";
  volatile String refusal = "";
  volatile String failure = "";
  volatile long lost;
  volatile boolean canLeave = true;
  volatile int takeOvers;
  volatile int opened;
  volatile int closed;

  // The file has hundredths of a second: its time is exact when it changes between two readings without a pause.
  private static long sinceBootNanos() {
    long uptime = uptimeNanos();
    long at = System.nanoTime();
    while (true) {
      long nextUptime = uptimeNanos();
      long next = System.nanoTime();
      if (nextUptime != uptime && next - at < LONGEST_STEP_NANOS) {
        return nextUptime - next;
      }
      uptime = nextUptime;
      at = next;
    }
  }

  private static long uptimeNanos() {
    try {
      return (long) (Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1e9);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void call() {
    calls.add(new Call(calls.size(), System.nanoTime() + sinceBoot));
  }

  synchronized int calls() {
    return calls.size();
  }

  private synchronized List<Call> since(int position, int limit) {
    return List.copyOf(calls.subList(position, Math.min(calls.size(), position + limit)));
  }

  /** A driver of this machine. */
  EventSource driver(String kind) {
    return new Driver(kind);
  }

  private final class Driver implements EventSource {
    private final String kind;

    Driver(String kind) {
      this.kind = kind;
    }

    @Override
    public SourceInfo info() {
      return new SourceInfo(kind, "syscall", true, "a test");
    }

    @Override
    public Capture open(CaptureRequest wanted) throws SourceException {
      if (!failure.isEmpty()) {
        throw new SourceException(failure, "mend it");
      }
      long boot = wanted.bootNanos() == 0 ? bootNanos + System.nanoTime() % 1_000_000 : wanted.bootNanos();
      Probe probe = new Probe(calls(), boot, PROBE_DISTANCE_NANOS * (opened + 1), 0);
      opened++; // last: a test that waits for it makes calls that the probe sees
      return probe;
    }

    @Override
    public Capture takeOver(CaptureRequest wanted) throws SourceException {
      takeOvers++;
      Left kept = left;
      left = null;
      if (!refusal.isEmpty()) {
        throw new SourceException(refusal, "mend it");
      }
      return kept == null ? null : new Probe(kept.position(), kept.bootNanos(), PROBE_DISTANCE_NANOS * opened, lost);
    }
  }

  private final class Probe extends QuietCapture {
    private final long boot;
    private final long distance;
    private final long lostBefore;
    private int next;

    Probe(int first, long boot, long distance, long lostBefore) {
      next = first;
      this.boot = boot;
      this.distance = distance;
      this.lostBefore = lostBefore;
    }

    @Override
    public int poll(EventSink sink, int limit) {
      List<Call> batch = since(next, limit);
      for (Call call : batch) {
        ByteBuffer event =
            ScapEventEncoder.encode(EventSchema.current().type("SYSCALL_OPENAT_2_X"), boot + call.nanos() + distance,
                TID, 5, -100, "/n/" + call.number(), 1, 0, 0, 7);
        sink.onEvent(0, event, 0, event.limit());
        next++;
      }
      if (batch.isEmpty()) {
        pause();
      }
      return batch.size();
    }

    private void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void snapshot(StateSink into) {
      into.onHost(new HostInfo("machine", 1, boot, List.of()));
      into.onProcess(
          new ProcessSnapshot(
              new ProcessSnapshot.Ids(TID, TID, 1, TID, TID, TID, TID, TID),
              new ProcessSnapshot.Program(
                  Text.of(process), Text.of(process), Text.of("/bin/x"), Text.EMPTY, Text.EMPTY, Text.of("/"), Text.of("/"),
                  Text.EMPTY, 0),
              new Credentials(0, 0, 0, 0, 0, 0),
              new ProcessSnapshot.Usage(1024, 1, 1, 0, 0, 0, 0, boot, 0),
              new ExeFile(1, 0, 0, false, false, false, false)));
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, lostBefore);
    }

    @Override
    public boolean leave() {
      if (!canLeave) {
        close();
        return false;
      }
      left = new Left(next, boot);
      return true;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
