package org.eyas.testkit;

import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;

/** A capture without events. Tests override the methods that they need. */
public class QuietCapture implements Capture, StateReporter {
  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    return 0;
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {}

  @Override
  public CaptureStats stats() {
    return new CaptureStats(0, 0);
  }

  @Override
  public void close() {}
}
