package org.eyas.engine.relay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.jspecify.annotations.Nullable;

/** Stands for a capture while there is none: a poll waits for a moment, until the relay is woken. */
final class IdleCapture implements Capture {
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private volatile @Nullable Thread idle;

  @Override
  public int poll(EventSink sink, int limit) {
    idle = Thread.currentThread();
    LockSupport.parkNanos(this, IDLE_NANOS); // the loop checks whether it was interrupted
    return 0;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(0, 0);
  }

  @Override
  public void wake() {
    LockSupport.unpark(idle);
  }

  @Override
  public void close() {}
}
