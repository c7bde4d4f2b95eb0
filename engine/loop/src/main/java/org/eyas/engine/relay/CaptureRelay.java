package org.eyas.engine.relay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.ForwardingCapture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A capture that is replaced by another capture while a loop reads it: see {@link CaptureCutover}. There may be a time
 * without a capture. Then no events come until the next capture is open and its snapshot is read.
 *
 * <p>{@link #switchTo(Capture, boolean)} and {@link #detach} may be called from any thread and take effect after a batch.
 * They return the previous capture once the loop does not read it any more; the caller closes it.
 */
public final class CaptureRelay extends ForwardingCapture {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureRelay.class);

  /** The effect of a capture that ends or fails by itself: the relay ends too, or it continues without a capture. */
  public enum Ending {
    /** A capture file: the relay ends and fails with it. */
    WITH_CAPTURE,
    /** A source that may be finite: the relay ends at the end of the source, but not if the source fails. */
    AT_ITS_END,
    /** A driver: it has no end. */
    NEVER
  }

  /** A requested change. */
  private record Change(@Nullable Capture successor, boolean resetsState, CompletableFuture<@Nullable Capture> done) {}

  private final EventClock clock;
  private final Ending ending;
  private final RelayStats stats = new RelayStats();
  private final CaptureSetup setup = new CaptureSetup();
  private final IdleCapture idle = new IdleCapture();
  private @Nullable CaptureSwitch captureSwitch;
  private @Nullable CompletableFuture<@Nullable Capture> switchDone;
  private volatile @Nullable Capture current;
  private volatile boolean released;
  private boolean marks; // the loop settles events
  private final AtomicReference<@Nullable Change> change = new AtomicReference<>();
  private volatile @Nullable String failure;
  private @Nullable LeftCaptureListener leftListener;
  private @Nullable RecordedEventCounter recorded;

  /**
   * @param first read until another one follows; null to wait for one
   * @param clock the time of events
   */
  public CaptureRelay(@Nullable Capture first, Ending ending, EventClock clock) {
    this.clock = clock;
    this.ending = ending;
    current = first;
    if (first != null) {
      stats.begin(first);
    }
  }

  /** Uses the state of a previous engine instead of the first capture's snapshot. */
  public void resumeFrom(byte[] state) {
    resumeFrom(new ByteArrayInputStream(state));
  }

  /** Uses the state that an earlier process left, and closes the stream. */
  public void resumeFrom(InputStream state) {
    setup.inherit(state);
  }

  /**
   * Reads the first capture as one that an earlier process left: what it lost before it is read counts, too. Called before the loop
   * begins.
   */
  public void continueLeft(LeftCaptureListener listener) {
    leftListener = listener;
  }

  /**
   * Switches to another open capture.
   *
   * @param resetsState whether the current state is not valid for the new capture
   * @return the previous capture once it is not read any more; null if there was none
   */
  public CompletableFuture<@Nullable Capture> switchTo(Capture successor, boolean resetsState) {
    return ask(new Change(successor, resetsState, new CompletableFuture<>()));
  }

  /** Removes the capture, so that the relay has none. */
  public CompletableFuture<@Nullable Capture> detach() {
    return ask(new Change(null, false, new CompletableFuture<>()));
  }

  private CompletableFuture<@Nullable Capture> ask(Change asked) {
    if (released || !change.compareAndSet(null, asked)) {
      throw new IllegalStateException("a change is under way, or the loop has ended");
    }
    wake();
    return asked.done();
  }

  /** Cancels a requested change; false if it has begun. */
  public boolean cancel() {
    return change.getAndSet(null) != null;
  }

  /** The capture that is read; null if there is none. May be called from any thread. */
  public @Nullable Capture current() {
    return current;
  }

  /**
   * Whether a switch has skipped events of one capture that the other has. Until it is over, neither capture alone has exactly the
   * events that are not delivered yet, so another reader must not continue with it. Called by the loop.
   */
  public boolean isAmidSwitch() {
    CaptureSwitch under = captureSwitch;
    return under != null && under.hasSkipped();
  }

  /** The reason why the last capture ended by itself; null if it did not. May be called from any thread. */
  public @Nullable String failure() {
    return failure;
  }

  @Override
  protected Capture target() {
    Capture read = current;
    return read == null ? idle : read;
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    RecordedEventCounter counter = recorded;
    if (counter == null) {
      return pollCapture(sink, limit);
    }
    int count = pollCapture(counter.before(sink), limit);
    if (count <= 0 || counter.isPast()) { // also if the capture has failed
      recorded = null;
      reportRecorded(counter.result());
    }
    return count;
  }

  private void reportRecorded(RecordedMeanwhile all) {
    LeftCaptureListener listener = leftListener;
    if (listener != null) {
      listener.caughtUp(all);
    }
  }

  private int pollCapture(EventSink sink, int limit) throws SourceException {
    return ending == Ending.WITH_CAPTURE ? read(sink, limit) : pollGuarded(sink, limit);
  }

  private int read(EventSink sink, int limit) throws SourceException {
    Change asked = captureSwitch == null ? change.getAndSet(null) : null;
    if (asked != null) {
      begin(asked);
    }
    CaptureSwitch under = captureSwitch;
    return under == null ? target().poll(sink, limit) : pollSwitching(under, sink, limit);
  }

  private int pollGuarded(EventSink sink, int limit) {
    try {
      int count = read(sink, limit);
      if (count != END || ending == Ending.AT_ITS_END) {
        return count;
      }
      failed("it has ended");
    } catch (SourceException e) {
      failed(Reason.of(e) + (e.hint().isEmpty() ? "" : "; " + e.hint()));
    }
    return 0;
  }

  private void failed(String reason) {
    Capture read = current;
    stats.end();
    current = null;
    captureSwitch = null;
    failure = reason;
    if (read != null) {
      close(read);
    }
  }

  private static void close(Capture capture) {
    try {
      capture.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("a capture that failed cannot be closed: {}", e.toString());
    }
  }

  private void begin(Change asked) throws SourceException {
    Capture before = current;
    Capture next = asked.successor();
    if (next != null && before != null && !asked.resetsState()) {
      setup.request(next, true);
      setup.request(before, true);
      captureSwitch = new CaptureSwitch(before, next, new CaptureCutover(clock.nowNanos() + CaptureCutover.WINDOW_NANOS), clock);
      switchDone = asked.done();
      return;
    }
    if (next != null) {
      setup.request(next, false);
    }
    setCurrent(next);
    asked.done().complete(before);
    if (next != null) {
      setup.restart(next);
    }
  }

  private int pollSwitching(CaptureSwitch under, EventSink sink, int limit) throws SourceException {
    int count = under.poll(sink, limit);
    if (current != under.next() && under.isCut()) {
      setCurrent(under.next());
      setup.follow(under.next());
      complete(under.before());
    }
    if (under.isOver()) {
      captureSwitch = null;
      setup.request(under.next(), false);
    }
    return count;
  }

  private void complete(@Nullable Capture before) {
    CompletableFuture<@Nullable Capture> done = switchDone;
    switchDone = null;
    if (done != null) {
      done.complete(before);
    }
  }

  private void setCurrent(@Nullable Capture next) {
    failure = null;
    stats.end();
    if (next != null) {
      stats.begin(next);
      if (marks) {
        next.mark(); // before its first event: the loop settles it with the next mark
      }
    }
    current = next;
  }

  /** Marks the events of the capture that is read. A mark for an earlier capture ends with that capture. */
  @Override
  public void mark() {
    marks = true;
    super.mark();
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    setup.connect(current, into);
    LeftCaptureListener listener = leftListener;
    if (listener != null) {
      stats.countFromOpening(); // now, because who watches losses begins before the events, and who counts them before this
      recorded = new RecordedEventCounter(clock.nowNanos(), stats.all().dropped());
      listener.connected();
    }
  }

  @Override
  public long reachedNanos() {
    return captureSwitch == null ? super.reachedNanos() : Long.MIN_VALUE; // events of both captures may wait
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    setup.want(changed);
    CaptureSwitch under = captureSwitch;
    Capture read = target();
    setup.request(read, under != null);
    if (under != null && under.next() != read) {
      setup.request(under.next(), true);
    }
  }

  @Override
  public void askClasses(LongUnaryOperator possible) {
    if (captureSwitch == null) { // during a switch all events are requested
      super.askClasses(possible);
    }
  }

  @Override
  public void wake() {
    super.wake();
    idle.wake(); // the capture may have left meanwhile
  }

  @Override
  public CaptureStats stats() {
    return stats.all();
  }

  @Override
  public CaptureDetails details() {
    return stats.details();
  }

  /** Closes the captures that are still open. Called after the loop has ended. */
  @Override
  public void close() {
    Capture read = release();
    if (read != null) {
      read.close();
    }
  }

  /** Returns the capture that was read, so that another loop can continue with it. Called after the loop has ended. */
  public @Nullable Capture release() {
    Capture read = current;
    CaptureSwitch under = captureSwitch;
    released = true;
    Change asked = change.getAndSet(null);
    stats.end();
    current = null;
    captureSwitch = null;
    if (under != null && under.next() != read) {
      close(under.next());
    }
    if (asked != null) {
      asked.done().cancel(false);
      if (asked.successor() != null) {
        close(asked.successor());
      }
    }
    complete(null);
    return read;
  }
}
