package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.ClassQuestions;
import org.eyas.api.source.DetailedCounters;
import org.eyas.api.source.EventSelector;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard around a capture of another bundle. An unexpected exception of its stream ends the source. Unexpected
 * exceptions of other methods count as an empty result, because the source can still be read.
 */
final class GuardedCapture implements Capture, StateReporter, EventSelector, MachineThreads, DetailedCounters, ClassQuestions {
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
  public boolean knowsOpenFiles() {
    return StateReporter.of(capture).knowsOpenFiles();
  }

  @Override
  public long nowNanos() {
    try {
      return StateReporter.of(capture).nowNanos();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return 0;
    }
  }

  @Override
  public long reachedNanos() {
    try {
      return StateReporter.of(capture).reachedNanos();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return Long.MAX_VALUE; // the caller must not wait for this time forever
    }
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    try {
      StateReporter.of(capture).snapshot(into);
    } catch (RuntimeException | Error e) {
      throw ended(e);
    }
  }

  @Override
  public void follow(StateChanges into) {
    aside.enter();
    try {
      StateReporter.of(capture).follow(into);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      aside.leave();
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
  public void reportThread(long tid, StateSink into) {
    aside.enter();
    try {
      MachineThreads.of(capture).reportThread(tid, into);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      aside.leave();
    }
  }

  @Override
  public List<Long> processes() {
    aside.enter();
    try {
      return MachineThreads.of(capture).processes();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return List.of();
    } finally {
      aside.leave();
    }
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    aside.enter();
    try {
      return MachineThreads.of(capture).reportFiles(pid, from, into);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return NO_FILE;
    } finally {
      aside.leave();
    }
  }

  @Override
  public void filesReported() {
    aside.enter();
    try {
      StateReporter.of(capture).filesReported();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      aside.leave();
    }
  }

  @Override
  public long startNanos(long pid, long tid) {
    aside.enter();
    try {
      return MachineThreads.of(capture).startNanos(pid, tid);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return 0;
    } finally {
      aside.leave();
    }
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    wanted = changed;
    aside.enter();
    try {
      EventSelector.of(capture).changeRequest(changed);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      aside.leave();
    }
  }

  @Override
  public void ask(Answers answers) {
    aside.enter();
    try {
      ClassQuestions.of(capture).ask(answers);
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      aside.leave();
    }
  }

  // A capture that keeps earlier answers would leave out events that rules need: it is asked for all of them, until the next request.
  @Override
  public void forgetAnswers() {
    CaptureRequest last = wanted;
    if (hasForgottenAnswers() || last == null || last.equals(last.withConditions(Map.of()))) {
      return;
    }
    LOG.warn("source {} cannot void its answers about threads: it delivers all events until the rules change", source.kind());
    changeRequest(last.withConditions(Map.of()));
  }

  private boolean hasForgottenAnswers() {
    aside.enter();
    try {
      ClassQuestions.of(capture).forgetAnswers();
      return true;
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
      return false;
    } finally {
      aside.leave();
    }
  }

  @Override
  public CaptureStats stats() {
    try {
      stats = capture.stats();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    }
    return stats;
  }

  @Override
  public CaptureDetails details() {
    try {
      details = DetailedCounters.of(capture).details();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    }
    return details;
  }

  @Override
  public void wake() {
    try {
      capture.wake();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    }
  }

  @Override
  public void close() {
    try {
      capture.close();
    } catch (RuntimeException | Error e) {
      guard.countFailure(e);
    } finally {
      guard.close();
    }
  }
}
