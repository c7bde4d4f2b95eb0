package org.eyas.core.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.control.RecordedEvents;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.metric.RunningSource;
import org.eyas.core.metric.SourceReading;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.loop.JoinFigures;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.SourceJoin;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.recording.RequestedCapture;
import org.eyas.engine.relay.RecordedMeanwhile;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registry of the sources whose events are processed, with their counters. */
@Component(service = RunningSourceRegistry.class)
public final class RunningSourceRegistry {
  private static final long JOIN_MILLIS = 2_000;

  private final List<RunningSource> sources = new CopyOnWriteArrayList<>();
  private final SourceObservers observers;
  private volatile @Nullable SourceJoin join;
  private volatile @Nullable RecordedEvents recorded;

  @Activate
  public RunningSourceRegistry(@Reference SourceObservers observers) {
    this.observers = observers;
  }

  /** The observers of a source's loop that is about to run. */
  LoopObservers observersOf(SourceInfo source) {
    return observers.of(source);
  }

  /** The numbers of events of an event source by the minute. */
  MinuteHistory minutes(String eventSource) {
    return observers.minutes(eventSource);
  }

  /** Announces that a capture is read which an earlier process left. The result receives what it recorded while no process read it. */
  Consumer<RecordedMeanwhile> continuing(LeftCapture left, CheckpointStore checkpoint) {
    recorded = new RecordedEvents(0, left.opened().capture().stats().dropped());
    LeftCaptureReport report =
        new LeftCaptureReport(left.left(), checkpoint.writtenAt(), minutes(left.opened().source().eventSource()));
    return all -> {
      recorded = new RecordedEvents(all.events(), all.lost());
      report.accept(all);
    };
  }

  /** The events of system calls that were recorded between an earlier process and this one; empty if none could be recorded. */
  public Optional<RecordedEvents> recorded() {
    return Optional.ofNullable(recorded);
  }

  /** The capture that a person requests, for the loop of live system calls. */
  RequestedCapture capture() {
    return observers.capture();
  }

  /**
   * Adds a source that begins. Close the result before the capture is closed. The last figures of the source stay until
   * the same event source begins again.
   */
  synchronized RunningSource enter(Supplier<SourceInfo> info, Capture capture, SourceLoop loop) {
    RunningSource source = new RunningSource(info, capture, loop);
    sources.removeIf(before -> before.isOf(info.get().eventSource()));
    sources.add(source);
    return source;
  }

  /** Sets the join that evaluates rules over several sources. */
  void join(SourceJoin joining) {
    join = joining;
  }

  /** The figures of rules over several sources. */
  public JoinFigures joined() {
    SourceJoin joining = join;
    return joining == null ? JoinFigures.NONE : joining.figures();
  }

  /** Whether a loop reads this source at the moment. */
  boolean reads(SourceInfo source) {
    for (RunningSource each : sources) { // no stream: asked after each poll
      if (each.reads(source)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Prepares the hand-over of the observers' data of this source to another engine. The loop of the source ends next.
   */
  void handOver(String eventSource) {
    observers.handOver(eventSource);
  }

  /** Drops the data that a previous engine handed over for this source, because no loop will continue with it. */
  void forgetLeft(String eventSource) {
    observers.journal().forgetLeft(eventSource);
  }

  /**
   * The internal errors of the last minute, by source, and the problems that prevent rules over several sources from
   * seeing all events.
   */
  public List<HealthProblem> problems() {
    List<HealthProblem> problems = new ArrayList<>(ofJoin());
    sources.stream().map(RunningSource::problem).flatMap(Optional::stream).forEach(problems::add);
    return problems;
  }

  private List<HealthProblem> ofJoin() {
    SourceJoin joining = join;
    return joining == null ? List.of()
        : joining.problems().stream()
            .map(text -> new HealthProblem(HealthProblem.Part.RULES, SourceJoin.NAME, text, Instant.now())).toList();
  }

  public List<SourceReading> read() {
    return sources.stream().map(RunningSource::read).flatMap(Optional::stream).toList();
  }

  /** The open sequences of a rule; empty if no loop evaluates the rule, or the loop does not answer. */
  public Optional<OpenSequences> openSequences(LoadedRule rule, int limit) {
    SourceJoin joining = join;
    if (rule.statefulCondition() != null && rule.statefulCondition().isOfSeveralSources()) {
      return joining == null ? Optional.empty() : joining.openSequences(rule.name(), limit, JOIN_MILLIS);
    }
    return sources.stream().filter(each -> each.isOf(rule.source())).findFirst()
        .flatMap(each -> each.openSequences(rule.name(), limit));
  }
}
