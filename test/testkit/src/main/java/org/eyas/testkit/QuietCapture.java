package org.eyas.testkit;

import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;

/** A capture without events. Tests override the methods that they need. */
public class QuietCapture implements Capture {
  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    return 0;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(0, 0);
  }

  @Override
  public void close() {}
}
