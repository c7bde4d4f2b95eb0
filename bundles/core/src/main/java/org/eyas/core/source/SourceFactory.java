package org.eyas.core.source;

import java.util.Optional;
import java.util.Queue;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.alert.CaptureSizeAlert;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.loop.FoundEventSink;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.recording.RequestedCapture;
import org.eyas.engine.relay.CaptureRelay.Ending;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.SourcePlan;
import org.jspecify.annotations.Nullable;

/**
 * Creates sources with their loops. A loop begins with an open capture, or waits for one if that is null.
 *
 * @param join evaluates rules over several sources
 * @param left the events that the rules of a previous engine remembered, until the first loop of their source continues
 *     with them
 */
record SourceFactory(
    GenerationPublisher generations, RunningSourceRegistry running, EngineSettings settings, FoundEventSink join,
    Queue<Handover.Memory> left) {
  /**
   * Creates the source of system calls, with monitoring of losses and silence, and with captures that rules start.
   *
   * @param before the state that an earlier process left with the open capture
   */
  SupervisedSource syscalls(
      SourceInfo source, SourcePlan plan, @Nullable OpenedCapture opened, Optional<LeftStateSummary> before, AlertSink alerts) {
    boolean isOfTree = source.kind().equals(SourceSelection.OF_TREE);
    CaptureHealth health =
        isOfTree // it loses no events, and a command may sleep as long as it likes
            ? CaptureHealth.unwatched()
            : new CaptureHealth(settings::lossPolicy, this::mostSilentReads, alerts, source.kind().equals("modern_ebpf"));
    CaptureRecorder recorder =
        new CaptureRecorder(
            settings::recording, (megabytes, written) -> alerts.accept(CaptureSizeAlert.of(megabytes, written)),
            source.live() ? running.capture() : new RequestedCapture(), source.live());
    LoopObservers observers = running.observersOf(source).with(health).with(recorder);
    LoopSetup setup = setup(source, opened, alerts).observedBy(observers).withStateLimits(settings::stateLimits);
    LoopSetup resuming = before.map(known -> setup.resumingAfter(known.number(), known.hasFiles())).orElse(setup);
    Ending ending = source.live() && !isOfTree ? Ending.NEVER : Ending.WITH_CAPTURE;
    return new SupervisedSource(generations, running, resuming, plan, opened, ending).resumeFrom(leftOf(source));
  }

  // Without a driver, the configuration requests the silence. A driver may follow.
  private long mostSilentReads() {
    return running.reads(NoDriverSource.INFO) ? 0 : settings.mostSilentReads();
  }

  /** Creates a source other than system calls. */
  SupervisedSource other(SourceInfo source, SourcePlan plan, @Nullable OpenedCapture opened, AlertSink alerts) {
    LoopSetup setup = setup(source, opened, alerts).observedBy(running.observersOf(source));
    return new SupervisedSource(generations, running, setup, plan, opened, Ending.AT_ITS_END).resumeFrom(leftOf(source));
  }

  private Optional<Handover.Memory> leftOf(SourceInfo source) {
    Optional<Handover.Memory> memory =
        left.stream().filter(each -> each.eventSource().equals(source.eventSource())).findFirst();
    memory.ifPresent(left::remove);
    return memory;
  }

  /** The store of what the rules of a source remember. */
  CheckpointStore lasting(SourceInfo source) {
    boolean restarts = source.live() && !source.kind().equals(SourceSelection.OF_TREE);
    return restarts ? CheckpointStore.in(settings.rules().memoryDirectory(), source.eventSource()) : CheckpointStore.none();
  }

  private LoopSetup setup(SourceInfo source, @Nullable OpenedCapture opened, AlertSink alerts) {
    LoopSetup setup =
        LoopSetup.of(source, alerts).within(settings.durationLimitNanos()).remembering(lasting(source)).finding(join)
            .reproducing(settings.falcoVersion());
    Handover.Source before = opened == null ? null : opened.before();
    return before == null ? setup : setup.resumingAfter(before.number(), before.hasFiles());
  }
}
