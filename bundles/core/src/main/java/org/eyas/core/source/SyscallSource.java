package org.eyas.core.source;

import java.util.Optional;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.dispatch.AlertDispatcher;
import org.eyas.engine.supervision.DriverPlan;
import org.eyas.engine.supervision.DriverPlan.Configured;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.SourceChoice;
import org.jspecify.annotations.Nullable;

/**
 * The source of system calls, of this machine or from a capture file.
 *
 * @param plan the plan that decides which driver delivers the system calls
 * @param isLive whether the system calls are those of this machine
 */
record SyscallSource(SupervisedSource source, DriverPlan plan, boolean isLive) {
  /**
   * Opens the source for {@code engine.kind}, or continues with the capture of a previous engine in this process, or reads first the
   * capture that an earlier process left.
   *
   * @param file where an earlier process left its state; null if there is no place for that
   * @param before the hand-over of a previous engine; null if there is none
   * @param waits whether a previous engine was waiting for a driver; then this engine continues to wait. Otherwise a
   *     missing driver is an error
   */
  static SyscallSource open(
      EngineServices parts, EngineSettings settings, SourceFactory sources, AlertDispatcher dispatcher,
      @Nullable LeftStateFile file, Handover.@Nullable Source before, boolean waits)
      throws SourceException {
    CaptureRequestFactory requests = new CaptureRequestFactory(settings, sources.generations());
    SourceChoice choice = new SourceChoice(parts::sources, requests::of);
    Optional<LeftCapture> left =
        before == null && !waits ? left(parts, settings.engineKind(), sources, requests, file) : Optional.empty();
    Optional<OpenedCapture> opened =
        left.isPresent() ? left.map(LeftCapture::opened)
            : before == null ? opened(choice, settings, waits) : Optional.of(resumed(parts, before));
    SourceInfo info = opened.map(OpenedCapture::source).orElse(NoDriverSource.INFO);
    RunStartLog.recording(settings.recording());
    DriverPlan plan = new DriverPlan(choice, () -> new Configured(settings.engineKind(), settings.captureOptions()));
    AlertSink alerts = info.live() ? dispatcher.liveSink() : dispatcher::put;
    SupervisedSource source = sources.syscalls(
        info, plan, opened.orElse(null), left.flatMap(LeftCapture::state).map(LeftState::summary), alerts);
    requests.clock(source.clock());
    left.ifPresent(found -> source.continueLeft(found, settings.engineKind(),
        sources.running().continuing(found, sources.lasting(found.opened().source()))));
    if (opened.isEmpty()) {
      source.performFirst(DriverPlan.giveUp("there was no driver when the engine was updated, and there is still none"));
    }
    return new SyscallSource(source, plan, info.live());
  }

  private static Optional<LeftCapture> left(
      EngineServices parts, String kind, SourceFactory sources, CaptureRequestFactory requests, @Nullable LeftStateFile file) {
    boolean canLeave = kind.equals(SourceChoice.AUTO)
        || parts.source(kind).map(EventSource::info).filter(LeftCaptureSearch::canLeave).isPresent();
    if (!canLeave) {
      return Optional.empty();
    }
    Optional<LeftState> state = file == null ? Optional.empty() : file.remove();
    return new LeftCaptureSearch(parts.sources(), requests::ofLeft, sources.running().minutes(SourceChoice.SYSCALL))
        .takeOver(state);
  }

  private static Optional<OpenedCapture> opened(SourceChoice choice, EngineSettings settings, boolean waits)
      throws SourceException {
    try {
      return Optional.of(choice.open(settings.engineKind()));
    } catch (SourceException e) {
      if (waits) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static OpenedCapture resumed(EngineServices parts, Handover.Source before) {
    RunStartLog.continuing(before);
    EventSource service = parts.source(before.info().kind()).orElse(null);
    return new OpenedCapture(service, before.info(), parts.guarded(before), before);
  }

  /**
   * Lets the capture record events for the next process, and leaves the state to that. The capture is closed if it cannot outlive
   * this process. Called at a planned stop, after {@link SupervisedSource#run}.
   *
   * @param file receives the state; null if there is no place for it
   * @param limitMillis maximum time for the state
   */
  void leave(@Nullable LeftStateFile file, long limitMillis) {
    Optional<LeftStateSummary> left = source.leave();
    if (file != null && left.isPresent()) {
      file.write(left.get(), source::survey, limitMillis);
    }
  }

  /** Switches to a driver and waits until this is done. */
  void switchDriver(String kind) throws Exception {
    source.open(kind, "on request", () -> plan.prefer(kind));
  }
}
