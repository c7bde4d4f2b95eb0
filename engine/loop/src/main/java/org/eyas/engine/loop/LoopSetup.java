package org.eyas.engine.loop;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.text.FalcoVersion;

/**
 * The parameters of a loop. They do not change while the loop runs.
 *
 * @param alerts receives the alerts
 * @param found receives the events that match steps of rules over several sources
 * @param limitNanos the loop ends after this time of events; 0 for no limit. The loop of a live source also ends after
 *     this time by the clock, because the source may not deliver an event in time
 * @param stateLimits the limits of the state, read at the start and then once per second
 * @param lateThreads whether the capture reports threads between events, see {@link StateEngine#allowLateThreads}
 * @param lasting the store of the events that rules remember over a restart
 * @param resumesAfter the number of the last event that a previous engine processed; empty for a loop that begins
 * @param hasFiles whether the state of the beginning contains opened files
 * @param falcoVersion decides what becomes of unprintable bytes in names
 */
public record LoopSetup(
    SourceInfo source,
    AlertSink alerts,
    FoundEventSink found,
    long limitNanos,
    LoopObservers observers,
    Supplier<StateLimits> stateLimits,
    boolean lateThreads,
    CheckpointStore lasting,
    OptionalLong resumesAfter,
    boolean hasFiles,
    FalcoVersion falcoVersion) {

  /** A loop without observers and limits. */
  public static LoopSetup of(SourceInfo source, AlertSink alerts) {
    return new LoopSetup(
        source, alerts, FoundEventSink.NOBODY, 0, LoopObservers.none(), () -> StateLimits.USUAL, false, CheckpointStore.none(),
        OptionalLong.empty(), true, FalcoVersion.V0_44);
  }

  /** The same setup with a limit on the time of events, in nanoseconds. */
  public LoopSetup within(long nanos) {
    return new LoopSetup(
        source, alerts, found, nanos, observers, stateLimits, lateThreads, lasting, resumesAfter, hasFiles, falcoVersion);
  }

  public LoopSetup observedBy(LoopObservers others) {
    return new LoopSetup(
        source, alerts, found, limitNanos, others, stateLimits, lateThreads, lasting, resumesAfter, hasFiles, falcoVersion);
  }

  public LoopSetup withStateLimits(Supplier<StateLimits> limits) {
    return new LoopSetup(
        source, alerts, found, limitNanos, observers, limits, lateThreads, lasting, resumesAfter, hasFiles, falcoVersion);
  }

  public LoopSetup withLateThreads() {
    return new LoopSetup(
        source, alerts, found, limitNanos, observers, stateLimits, true, lasting, resumesAfter, hasFiles, falcoVersion);
  }

  /** The same setup with the names that a version of Falco would have. */
  public LoopSetup reproducing(FalcoVersion version) {
    return new LoopSetup(
        source, alerts, found, limitNanos, observers, stateLimits, lateThreads, lasting, resumesAfter, hasFiles, version);
  }

  /** The same setup with rules that continue after a restart. */
  public LoopSetup remembering(CheckpointStore kept) {
    return new LoopSetup(
        source, alerts, found, limitNanos, observers, stateLimits, lateThreads, kept, resumesAfter, hasFiles, falcoVersion);
  }

  /** The same setup for a loop with rules over several sources: their events go to a receiver. */
  public LoopSetup finding(FoundEventSink receiver) {
    return new LoopSetup(
        source, alerts, receiver, limitNanos, observers, stateLimits, lateThreads, lasting, resumesAfter, hasFiles, falcoVersion);
  }

  /**
   * Continues after the event with this number, which a previous engine processed.
   *
   * @param hasFiles whether the state that it left contains opened files
   */
  public LoopSetup resumingAfter(long number, boolean hasFiles) {
    return new LoopSetup(
        source, alerts, found, limitNanos, observers, stateLimits, lateThreads, lasting, OptionalLong.of(number), hasFiles,
        falcoVersion);
  }

  /**
   * Whether the source traces system calls. Such a source can be asked for the events that rules need, and its files
   * can be missing for a while.
   */
  boolean traces() {
    return source.live() && source.eventSource().equals("syscall");
  }
}
