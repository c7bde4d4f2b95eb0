package org.eyas.core.source;

import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.osgi.service.component.annotations.Component;

/** The source for {@code engine.kind: nodriver}. It delivers no events, and ends with the process. */
@Component(property = EventSource.KIND + "=nodriver")
public final class NoDriverSource implements EventSource {
  static final SourceInfo INFO = new SourceInfo("nodriver", "syscall", true, "no driver");
  private static final long WAIT_MILLIS = 100; // after this time at the latest the loop checks for new rules, as with the probe

  @Override
  public SourceInfo info() {
    return INFO;
  }

  @Override
  public Capture open(CaptureRequest wanted) {
    return new Silence();
  }

  private static final class Silence implements Capture {
    @Override
    public int poll(EventSink sink, int limit) {
      try {
        TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the loop checks it
      }
      return 0;
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, 0);
    }

    @Override
    public void close() {}
  }
}
