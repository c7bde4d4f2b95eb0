package org.eyas.core.source;

import java.util.Optional;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.loop.CaptureHealth;
import org.eyas.engine.loop.CaptureRelay;
import org.eyas.engine.supervision.Opened;
import org.eyas.engine.supervision.RelayReader;
import org.eyas.engine.supervision.SourcePlan;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSupervisor;
import org.eyas.engine.supervision.Step;
import org.eyas.engine.supervision.SupervisorThread;
import org.jspecify.annotations.Nullable;

/**
 * One source: its loop on the thread that calls {@link #run}, and its supervisor on the thread {@code open-NAME}, which opens
 * captures for the loop.
 */
final class SupervisedSource implements AutoCloseable {
  private final SourceRun run;
  private final SourceSupervisor supervisor;
  private final SupervisorThread thread;

  /** @param opened read first; null to open a capture as the plan says */
  SupervisedSource(SourceInfo source, SourcePlan plan, SourceRun run, @Nullable Opened opened) {
    this.run = run;
    supervisor = new SourceSupervisor(source, plan, new RelayReader(run.relay(), run.clock()), System::nanoTime);
    if (opened != null) {
      supervisor.isOpen(opened);
    }
    thread = new SupervisorThread("open-" + source.eventSource(), supervisor::look);
  }

  /** A first step of the supervisor. Called before {@link #run}. */
  void begin(Step first) {
    thread.execute(() -> supervisor.perform(first));
  }

  /**
   * Processes all events on this thread, until the source ends or is stopped. After that, nothing is opened any more. The caller
   * closes this.
   */
  void run() throws SourceException, InterruptedException {
    thread.start();
    try {
      run.run(supervisor::source);
    } finally {
      stopSupervisor();
    }
  }

  private void stopSupervisor() {
    supervisor.stop();
    thread.stop();
  }

  /** Ends {@link #run} after the current batch. May be called from any thread. */
  void stop() {
    run.stop();
  }

  /** The loop has ended: the source was read to its end, or the loop failed. */
  void ended(SourceState last, String reason) {
    supervisor.ended(last, reason);
  }

  /** The open capture and the state, for the next engine; empty if no capture is open. Called after {@link #run}. */
  Optional<Handover.Source> left() {
    return run.left(supervisor.source());
  }

  /** Stops the supervisor and waits at most this long for its thread; returns whether that has ended. */
  boolean stopSupervisor(long limitMillis) {
    stopSupervisor();
    return thread.await(limitMillis);
  }

  /** The thread that opens captures. */
  String opener() {
    return thread.name();
  }

  /**
   * Opens another capture and waits until it is read.
   *
   * @param opened called after that on the thread of the supervisor
   */
  void open(String kind, String why, Runnable opened) throws Exception {
    thread.call(
        () -> {
          supervisor.open(kind, why);
          opened.run();
          return kind;
        });
  }

  /** Sources, rules or the configuration have changed. */
  void wake() {
    thread.wake();
  }

  SourceStatus status() {
    return supervisor.status();
  }

  CaptureRelay relay() {
    return run.relay();
  }

  CaptureHealth health() {
    return run.health();
  }

  /** Waits after the run until all captures of alerts are written, but at most this long. */
  void finish(long limitMillis) throws InterruptedException {
    run.finish(limitMillis);
  }

  /** Closes the capture that is still open. */
  @Override
  public void close() {
    run.close();
  }
}
