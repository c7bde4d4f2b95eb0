package org.eyas.engine.loop;

import org.eyas.api.source.SourceInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.statistics.LoopFaultLog;

/** A source of system calls that can report open files, with the times that a test sets. */
class ReportingMachine extends SelectedMachine {
  long nowNanos = 100;
  long reachedNanos = 50;

  /** The state of a loop that reads such a source. */
  static LoopState state(EventCursor cursor) {
    LoopSetup setup = LoopSetup.of(new SourceInfo("test", "syscall", true, "events of a test"), alert -> {});
    return new LoopState(setup, cursor, new LoopFaultLog(), () -> {});
  }

  @Override
  public boolean knowsOpenFiles() {
    return true;
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public long reachedNanos() {
    return reachedNanos;
  }
}
