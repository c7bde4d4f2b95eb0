package org.eyas.engine.supervision;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervises one source: opens its capture, tries again after failures, replaces the capture while events flow, and
 * closes it after its bundle left. A {@link SourcePlan} decides which capture is opened and when. A {@link
 * CaptureReader} reads it. The table in docs/sources.md shows all states and transitions.
 *
 * <p>One thread makes all calls, except where a method says otherwise.
 */
public final class SourceSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisor.class);

  private final SourcePlan plan;
  private final CaptureReader reader;
  private final LongSupplier nanoTime;
  private final RetryBackoff backoff;
  private @Nullable EventSource service;
  private long leftNanos;
  private volatile SourceInfo source;
  private volatile SourceState state;
  private volatile SourceStatus status;
  private volatile boolean over;

  /**
   * Creates a supervisor for a source that is not open yet.
   *
   * @param nanoTime the clock, such as System.nanoTime()
   */
  public SourceSupervisor(SourceInfo source, SourcePlan plan, CaptureReader reader, LongSupplier nanoTime) {
    this.plan = plan;
    this.reader = reader;
    this.nanoTime = nanoTime;
    this.source = source;
    backoff = new RetryBackoff(nanoTime);
    state = SourceState.WAITING;
    status = statusOf(source, state, "");
  }

  /** Sets the capture that the reader reads already. */
  public void setOpened(OpenedCapture opened) {
    service = opened.service();
    source = opened.source();
    enter(SourceState.RUNNING, "");
  }

  /** The source that is read, or that was read last. May be called from any thread. */
  public SourceInfo source() {
    return source;
  }

  /** May be called from any thread. */
  public SourceStatus status() {
    SourceStatus last = status;
    String failure = reader.failure();
    return failure != null && last.state() == SourceStatus.State.RUNNING ? with(last, SourceState.FAILED, failure) : last;
  }

  /**
   * Notices failures and changes, and performs the next step of the plan. Called about once per second, and whenever
   * something has changed.
   */
  public void superviseOnce() {
    if (over) {
      return;
    }
    noticeChanges();
    perform(plan.next(new SourceSituation(state, source, nanoTime.getAsLong() - leftNanos, backoff.isDue())));
  }

  private void noticeChanges() {
    String failure = reader.failure();
    if (state.isReading() && failure != null) {
      failed(failure);
    } else if (state == SourceState.RUNNING && !plan.isOffered(service)) {
      state = SourceState.LEAVING;
      leftNanos = nanoTime.getAsLong();
    }
  }

  private void failed(String failure) {
    long pauseSeconds = plan.triesAgainAtOnce() ? 0 : backoff.beginPause();
    logOnce(failure, plan.failed(source, failure, pauseSeconds));
    enter(SourceState.FAILED, failure);
  }

  private void logOnce(String reason, String line) {
    if (!over && !reason.equals(status.reason())) {
      LOG.error(line);
    }
  }

  /** Performs a step of the plan. */
  public void perform(SupervisionStep step) {
    switch (step) {
      case SupervisionStep.Stay _ -> {}
      case SupervisionStep.GiveUp(String reason, String line) -> giveUp(reason, line);
      case SupervisionStep.Open open -> {
        if (!tryOpen(open)) {
          perform(open.otherwise());
        }
      }
    }
  }

  private boolean tryOpen(SupervisionStep.Open step) {
    try {
      open(step.kind(), step.why());
      return true;
    } catch (SourceException e) {
      notOpened(step, text(e));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("source '{}'", source.eventSource(), e);
      notOpened(step, step.kind() + " failed: " + e);
    }
    return false;
  }

  private void notOpened(SupervisionStep.Open step, String reason) {
    long pauseSeconds = backoff.beginPause();
    logOnce(reason, plan.notOpened(step, reason, pauseSeconds));
    state = state.isReading() ? state : SourceState.FAILED;
    status = status.state() == state.shown() ? with(status, state, reason) : statusOf(source, state, reason);
  }

  /**
   * Opens a capture and reads it instead of the current one.
   *
   * @throws SourceException if there is no such source or it does not work; the current capture stays
   */
  public void open(String kind, String why) throws SourceException {
    long begin = nanoTime.getAsLong();
    OpenedCapture opened = plan.open(kind);
    long open = nanoTime.getAsLong();
    String before = reader.isReading() ? source.kind() : "none";
    boolean fresh = reader.read(opened);
    setOpened(opened);
    backoff.reset();
    long switched = nanoTime.getAsLong();
    String line =
        plan.opened(new SourceSwitchReport(source.kind(), why, before, fresh, millis(open - begin), millis(switched - open)));
    if (!line.isEmpty()) {
      LOG.info(line);
    }
  }

  /** The reason and the hint of a failure, in one line. */
  public static String text(SourceException e) {
    return Reason.of(e) + (e.hint().isEmpty() ? "" : "; " + e.hint());
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private void giveUp(String reason, String line) {
    LOG.error(line);
    reader.stopReading();
    enter(SourceState.WAITING, reason);
  }

  /** Stops: no capture is opened and nothing is logged any more. May be called from any thread. */
  public void stop() {
    over = true;
  }

  /** Sets the last state, because the loop has ended. May be called from any thread, after {@link #stop}. */
  public void ended(SourceState last, String reason) {
    enter(last, reason);
  }

  private void enter(SourceState next, String reason) {
    state = next;
    status = statusOf(source, next, reason);
  }

  private static SourceStatus statusOf(SourceInfo source, SourceState state, String reason) {
    return new SourceStatus(source.eventSource(), source.kind(), state.shown(), reason, 0, 0, Instant.now());
  }

  private static SourceStatus with(SourceStatus last, SourceState state, String reason) {
    return new SourceStatus(last.source(), last.kind(), state.shown(), reason, 0, 0, last.since());
  }
}
