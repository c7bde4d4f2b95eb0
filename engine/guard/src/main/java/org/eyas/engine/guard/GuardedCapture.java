package org.eyas.engine.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.ForwardingCapture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard around a capture of another bundle. An unexpected exception of its stream ends the source. Unexpected
 * exceptions of other methods count as an empty result, because the source can still be read.
 */
final class GuardedCapture extends ForwardingCapture {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedCapture.class);
  private static final String OURS = "org.eyas.engine.";

  private final Capture capture;
  private final SourceInfo source;
  private final ServiceGuard guard;
  private final @Nullable CallGate poll; // a replay may wait for its file without limit
  private final CallGate aside;
  private @Nullable CaptureRequest wanted; // null until the first request: all events are delivered
  private volatile CaptureStats stats = new CaptureStats(0, 0);
  private volatile CaptureDetails details = CaptureDetails.NONE;

  GuardedCapture(Capture capture, SourceInfo source, ServiceGuard guard) {
    this.capture = capture;
    this.source = source;
    this.guard = guard;
    poll = source.live() ? guard.gate(CallGate.EACH) : null;
    aside = guard.gate(CallGate.EACH);
  }

  /** The capture itself, without its guard. */
  static Capture bare(Capture capture) {
    return capture instanceof GuardedCapture guarded ? guarded.capture : capture;
  }

  @Override
  protected Capture target() {
    return capture;
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    if (poll != null) {
      poll.enter();
    }
    try {
      return capture.poll(sink, limit);
    } catch (RuntimeException | Error e) {
      throw ended(e);
    } finally {
      if (poll != null) {
        poll.leave();
      }
    }
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    try {
      capture.snapshot(into);
    } catch (RuntimeException | Error e) {
      throw ended(e);
    }
  }

  // Events are processed within poll: their failures are not the fault of the source.
  private SourceException ended(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        throwOn(thrown);
      }
      if (!isJava(frame.getClassName())) {
        break;
      }
    }
    guard.convertFailure(thrown);
    return GuardedSource.failure(source, guard.origin(), thrown);
  }

  private static void throwOn(Throwable ours) {
    if (ours instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) ours;
  }

  private static boolean isJava(String name) {
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  @Override
  public long nowNanos() {
    return counted(capture::nowNanos, 0);
  }

  @Override
  public long reachedNanos() {
    return counted(capture::reachedNanos, Long.MAX_VALUE); // the caller must not wait for this time forever
  }

  @Override
  public void follow(StateChanges into) {
    timed(() -> capture.follow(into));
  }

  @Override
  public void reportThread(long tid, StateSink into) {
    timed(() -> capture.reportThread(tid, into));
  }

  @Override
  public List<Long> processes() {
    List<Long> ids = new ArrayList<>();
    timed(() -> ids.addAll(capture.processes()));
    return ids;
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    return timed(() -> capture.reportFiles(pid, from, into), NO_FILE);
  }

  @Override
  public void filesReported() {
    timed(capture::filesReported);
  }

  @Override
  public long startNanos(long pid, long tid) {
    return timed(() -> capture.startNanos(pid, tid), 0);
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    wanted = changed;
    timed(() -> capture.changeRequest(changed));
  }

  @Override
  public void askClasses(LongUnaryOperator possible) {
    timed(() -> capture.askClasses(possible));
  }

  // A capture that keeps earlier answers would leave out events that rules need: it is asked for all of them, until the next request.
  @Override
  public void forgetClasses() {
    CaptureRequest last = wanted;
    if (timed(capture::forgetClasses) || last == null || last.equals(last.withConditions(Map.of()))) {
      return;
    }
    LOG.warn("source {} failed to forget its answers about threads: all events are requested from it until the rules change",
        source.kind());
    changeRequest(last.withConditions(Map.of()));
  }

  @Override
  public CaptureStats stats() {
    counted(() -> stats = capture.stats());
    return stats;
  }

  @Override
  public CaptureDetails details() {
    counted(() -> details = capture.details());
    return details;
  }

  @Override
  public void wake() {
    counted(capture::wake);
  }

  @Override
  public void mark() {
    counted(capture::mark);
  }

  @Override
  public void settle() {
    counted(capture::settle);
  }

  @Override
  public boolean leave() {
    try {
      return timed(() -> capture.leave() ? 1 : 0, 0) == 1;
    } finally {
      guard.close();
    }
  }

  @Override
  public void close() {
    try {
      counted(capture::close);
    } finally {
      guard.close();
    }
  }

  // A call between two batches, while events wait.
  private boolean timed(Runnable call) {
    aside.enter();
    try {
      return counted(call);
    } finally {
      aside.leave();
    }
  }

  private long timed(LongSupplier call, long otherwise) {
    aside.enter();
    try {
      return counted(call, otherwise);
    } finally {
      aside.leave();
    }
  }

  /** @return whether the call did not fail */
  private boolean counted(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return false;
    }
  }

  private long counted(LongSupplier call, long otherwise) {
    try {
      return call.getAsLong();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return otherwise;
    }
  }
}
