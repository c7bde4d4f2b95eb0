package org.eyas.core;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;

/** A source of kind "test" with the events that a test feeds: opens of /f. */
public final class StreamSource implements EventSource {
  private static final long STEP_NANOS = 2_000_000_000L;

  private final AtomicLong fed = new AtomicLong();
  private volatile ByteBuffer open = open(1_000);
  private volatile long lost;
  private volatile boolean ended;

  /** Adds events, without waiting. */
  public void feed(int count) {
    fed.addAndGet(count);
  }

  /** Loses events; events fed after that come two seconds later. */
  public void lose(int count) {
    lost += count;
    open = open(open.getLong(0) + STEP_NANOS);
  }

  private static ByteBuffer open(long nanos) {
    return ScapEventEncoder.encode(EventSchema.current().type("SYSCALL_OPENAT_2_X"), nanos, 42, 5, -100, "/f", 1, 0, 0, 7);
  }

  public void end() {
    ended = true;
  }

  public long fed() {
    return fed.get();
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("test", "syscall", false, "");
  }

  @Override
  public Capture open(CaptureRequest wanted) {
    return new Stream();
  }

  private final class Stream extends QuietCapture {
    private long given;

    @Override
    public int poll(EventSink sink, int limit) {
      boolean last = ended;
      ByteBuffer event = open;
      int count = (int) Math.min(limit, fed.get() - given);
      for (int i = 0; i < count; i++) {
        sink.onEvent(0, event, 0, event.limit());
      }
      given += count;
      return count == 0 && last ? END : idle(count);
    }

    private int idle(int count) {
      try {
        TimeUnit.MICROSECONDS.sleep(count == 0 ? 200 : 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return count;
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(given, lost);
    }
  }
}
