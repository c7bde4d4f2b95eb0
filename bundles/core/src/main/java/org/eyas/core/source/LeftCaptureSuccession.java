package org.eyas.core.source;

import java.util.function.Consumer;
import org.eyas.api.source.SourceException;
import org.eyas.engine.relay.EventClock;
import org.eyas.engine.relay.LeftCaptureListener;
import org.eyas.engine.relay.RecordedMeanwhile;
import org.jspecify.annotations.Nullable;

/**
 * Opens the configured driver after the capture that an earlier process left.
 *
 * <pre>
 *   loop        connected ------ reads what was recorded ------ caughtUp ---- reads on
 *                   |                                              |
 *   supervisor      +--> opens the driver --> switch               |
 *                              +--> does not open ---------------> +--> the loop stops
 * </pre>
 */
final class LeftCaptureSuccession implements LeftCaptureListener {
  /** Opens the driver and switches to it. */
  interface DriverOpening {
    void open() throws SourceException;
  }

  private final EventClock clock;
  private final DriverOpening opening;
  private final Consumer<Runnable> supervisor;
  private final Runnable stop;
  private final Consumer<RecordedMeanwhile> report;
  private volatile boolean over;
  private boolean caughtUp;
  private @Nullable SourceException failure;

  /**
   * @param supervisor executes work on the supervisor's thread
   * @param stop stops the loop
   */
  LeftCaptureSuccession(
      EventClock clock, DriverOpening opening, Consumer<Runnable> supervisor, Runnable stop, Consumer<RecordedMeanwhile> report) {
    this.clock = clock;
    this.opening = opening;
    this.supervisor = supervisor;
    this.stop = stop;
    this.report = report;
  }

  /** Whether the configured driver was opened, or did not open. Until then, no other driver may be opened. */
  boolean isOver() {
    return over;
  }

  @Override
  public void connected() {
    if (clock.bootNanos() != 0) { // otherwise the switch would drop what is not read yet
      supervisor.accept(this::open);
    }
  }

  @Override
  public void caughtUp(RecordedMeanwhile recorded) {
    report.accept(recorded);
    if (clock.bootNanos() == 0) {
      supervisor.accept(this::open);
    }
    stopIfFailed(true, null);
  }

  private void open() {
    try {
      opening.open();
    } catch (SourceException e) {
      stopIfFailed(false, e);
    } catch (RuntimeException | LinkageError e) {
      stopIfFailed(false, new SourceException("the driver failed: " + e, "", e));
    }
    over = true;
  }

  private synchronized void stopIfFailed(boolean isCaughtUp, @Nullable SourceException failed) {
    caughtUp |= isCaughtUp;
    failure = failed == null ? failure : failed;
    if (caughtUp && failure != null) {
      stop.run();
    }
  }

  /** Fails if the driver did not open. Called after the loop. */
  synchronized void throwFailure() throws SourceException {
    SourceException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }
}
