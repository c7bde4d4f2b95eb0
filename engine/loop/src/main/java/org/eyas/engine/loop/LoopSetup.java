package org.eyas.engine.loop;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateLimits;

/**
 * Everything that a loop is constructed from. It does not change while the loop runs.
 *
 * @param alerts receives the alerts
 * @param limitNanos how much time of events is processed; 0 for no limit. A live source also ends after this time by the clock,
 *     because it may not deliver an event in time
 * @param stateLimits the limits of the state, read at the start and then once per second
 * @param lateThreads whether the capture reports threads between events, see {@link StateEngine#allowLateThreads}
 * @param lasting what rules remember over a restart
 * @param resumesAfter the number of the last event that a previous engine processed; empty for a loop that begins
 */
public record LoopSetup(
    SourceInfo source,
    AlertSink alerts,
    long limitNanos,
    LoopObservers observers,
    Supplier<StateLimits> stateLimits,
    boolean lateThreads,
    LastingMemory lasting,
    OptionalLong resumesAfter) {

  /** A loop without observers and limits. */
  public static LoopSetup of(SourceInfo source, AlertSink alerts) {
    return new LoopSetup(
        source, alerts, 0, LoopObservers.none(), () -> StateLimits.USUAL, false, LastingMemory.none(), OptionalLong.empty());
  }

  /** With a limit on the time of events, in nanoseconds. */
  public LoopSetup within(long nanos) {
    return new LoopSetup(source, alerts, nanos, observers, stateLimits, lateThreads, lasting, resumesAfter);
  }

  public LoopSetup observedBy(LoopObservers others) {
    return new LoopSetup(source, alerts, limitNanos, others, stateLimits, lateThreads, lasting, resumesAfter);
  }

  public LoopSetup withStateLimits(Supplier<StateLimits> limits) {
    return new LoopSetup(source, alerts, limitNanos, observers, limits, lateThreads, lasting, resumesAfter);
  }

  public LoopSetup withLateThreads() {
    return new LoopSetup(source, alerts, limitNanos, observers, stateLimits, true, lasting, resumesAfter);
  }

  /** With rules that continue after a restart. */
  public LoopSetup remembering(LastingMemory kept) {
    return new LoopSetup(source, alerts, limitNanos, observers, stateLimits, lateThreads, kept, resumesAfter);
  }

  /** Continues after the event with this number, which a previous engine processed. */
  public LoopSetup resumingAfter(long number) {
    return new LoopSetup(source, alerts, limitNanos, observers, stateLimits, lateThreads, lasting, OptionalLong.of(number));
  }
}
