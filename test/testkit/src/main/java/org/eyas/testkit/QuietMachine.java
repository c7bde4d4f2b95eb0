package org.eyas.testkit;

import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.StateSink;

/** A live capture without events, of a machine of which it knows no thread. Tests override the methods that they need. */
public class QuietMachine extends QuietCapture implements MachineThreads {
  @Override
  public void reportThread(long tid, StateSink into) {}

  @Override
  public long startNanos(long pid, long tid) {
    return 0;
  }
}
