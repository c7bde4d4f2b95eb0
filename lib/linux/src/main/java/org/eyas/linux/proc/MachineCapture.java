package org.eyas.linux.proc;

import java.util.List;
import java.util.Optional;
import org.eyas.api.source.Capture;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;

/** A driver's capture that reports the state of this machine: drivers add the events. The thread of the loop makes all calls. */
public abstract class MachineCapture implements Capture {
  private final MachineReader machine;
  private final long bootNanos;
  private @Nullable StateChanges engine;

  /** @param bootNanos the boot time in nanoseconds since the epoch, to which the capture's times of events refer */
  protected MachineCapture(MachineReader machine, long bootNanos) {
    this.machine = machine;
    this.bootNanos = bootNanos;
  }

  @Override
  public void snapshot(StateSink into) {
    machine.report(bootNanos, into);
    engine = into;
  }

  /**
   * The part of the state that the last {@link #snapshot} could not read, in one sentence with advice; empty if it read
   * everything.
   */
  protected final Optional<String> problem() {
    return machine.problem();
  }

  @Override
  public void follow(StateChanges into) {
    engine = into;
  }

  /** The engine that follows the capture; null before the first {@link #snapshot} or {@link #follow}. */
  protected final @Nullable StateChanges engine() {
    return engine;
  }

  /** Reports changed users and groups. Must be called in every poll; checks the files at most once per second. */
  protected final void refreshAccounts(long nowNanos) {
    StateChanges changes = engine;
    if (changes != null) {
      machine.refresh(nowNanos, changes);
    }
  }

  @Override
  public void reportThread(long tid, StateSink into) {
    machine.reportThread(tid, into);
  }

  @Override
  public List<Long> processes() {
    return machine.processes();
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    return machine.reportFiles(pid, from, into);
  }

  @Override
  public long startNanos(long pid, long tid) {
    return machine.startNanos(pid, tid, bootNanos);
  }
}
