package org.eyas.core.metric;

import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.loop.LoopFigures;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.statistics.LoopFault;

/**
 * A source whose events are processed. Its figures may be read from any thread, while the source runs and afterwards. After
 * the capture was closed, it is never called, because its memory may be freed.
 */
public final class RunningSource implements AutoCloseable {
  private static final long BATCH_MILLIS = 250;
  private static final long QUESTION_MILLIS = 2_000;

  private final Supplier<SourceInfo> source;
  private final Capture capture;
  private final SourceLoop loop;
  private boolean closed;
  private CaptureStats stats = new CaptureStats(0, 0);
  private CaptureDetails details = CaptureDetails.NONE;

  /** @param source the current description: a driver may be replaced */
  public RunningSource(Supplier<SourceInfo> source, Capture capture, SourceLoop loop) {
    this.source = source;
    this.capture = capture;
    this.loop = loop;
  }

  /** Whether the source delivers events of this event source. */
  public boolean isOf(String eventSource) {
    return source.get().eventSource().equals(eventSource);
  }

  /** Whether the events come from this source at the moment. */
  public boolean reads(SourceInfo other) {
    return source.get().equals(other);
  }

  /** The internal errors of the source's loop in the last minute. */
  public Optional<HealthProblem> problem() {
    return loop.fault().map(fault -> new HealthProblem(Part.SOURCE, source.get().eventSource(), text(fault), fault.since()));
  }

  private static String text(LoopFault fault) {
    return "internal errors, " + fault.count() + " since the start; the latest: " + fault.last()
        + ". Please report it, with the log.";
  }

  /** The current figures; empty before the first events. */
  public Optional<SourceReading> read() {
    return loop.ask(BATCH_MILLIS).map(this::reading);
  }

  /** The open sequences of a rule; empty if the loop does not answer in time. */
  public Optional<OpenSequences> openSequences(String rule, int limit) {
    return loop.openSequences(rule, limit, QUESTION_MILLIS);
  }

  private synchronized SourceReading reading(LoopFigures figures) {
    readCounters();
    return new SourceReading(source.get(), stats, details, figures);
  }

  private void readCounters() {
    if (!closed) {
      stats = capture.stats();
      details = capture.details();
    }
  }

  /** Stops calls of the capture. Call this before the capture is closed. */
  @Override
  public synchronized void close() {
    readCounters();
    closed = true;
  }
}
