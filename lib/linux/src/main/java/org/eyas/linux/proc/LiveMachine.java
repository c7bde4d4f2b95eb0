package org.eyas.linux.proc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a driver's capture that report the state of this machine: a {@link MachineReader} and the engine that it reports to.
 * A capture passes the calls of its loop on, so the thread of the loop makes them all.
 */
public final class LiveMachine implements StateReporter, MachineThreads {
  private final MachineReader machine;
  private final long bootNanos;
  private @Nullable StateChanges engine;

  /** @param bootNanos the boot time in nanoseconds since the epoch, to which the capture's times of events refer */
  public LiveMachine(MachineReader machine, long bootNanos) {
    this.machine = machine;
    this.bootNanos = bootNanos;
  }

  /** Reads this machine; {@link MachineReader#ofHost} describes the environment. */
  public static LiveMachine ofHost(Map<String, String> environment, long bootNanos) {
    return new LiveMachine(MachineReader.ofHost(environment), bootNanos);
  }

  @Override
  public void snapshot(StateSink into) {
    machine.report(bootNanos, into);
    engine = into;
  }

  /** What the last {@link #snapshot} could not read, in one sentence with what to do; empty if it read everything. */
  public Optional<String> problem() {
    return machine.problem();
  }

  @Override
  public void follow(StateChanges into) {
    engine = into;
  }

  /** The engine that follows the capture; null before the first {@link #snapshot} or {@link #follow}. */
  public @Nullable StateChanges engine() {
    return engine;
  }

  /** Reports changed users and groups. To be called in every poll; it looks at most once per second. */
  public void refresh(long nowNanos) {
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
