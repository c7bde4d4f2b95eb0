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
   * Opens the source for {@code engine.kind}, or continues with the capture of a previous engine.
   *
   * @param before the hand-over of a previous engine; null if there is none
   * @param waits whether a previous engine was waiting for a driver; then this engine continues to wait. Otherwise a
   *     missing driver is an error
   */
  static SyscallSource open(
      EngineServices parts, EngineSettings settings, SourceFactory sources, AlertDispatcher dispatcher,
      Handover.@Nullable Source before, boolean waits)
      throws SourceException {
    CaptureRequestFactory requests = new CaptureRequestFactory(settings, sources.generations());
    SourceChoice choice = new SourceChoice(parts::sources, requests::of);
    Optional<OpenedCapture> opened = before == null ? opened(choice, settings, waits) : Optional.of(resumed(parts, before));
    SourceInfo info = opened.map(OpenedCapture::source).orElse(NoDriverSource.INFO);
    RunStartLog.recording(settings.recording());
    DriverPlan plan = new DriverPlan(choice, () -> new Configured(settings.engineKind(), settings.captureOptions()));
    AlertSink alerts = info.live() ? dispatcher::offer : dispatcher::put;
    SupervisedSource source = sources.syscalls(info, plan, opened.orElse(null), alerts);
    requests.clock(source.clock());
    if (opened.isEmpty()) {
      source.performFirst(DriverPlan.giveUp("there was no driver when the engine was updated, and there is still none"));
    }
    return new SyscallSource(source, plan, info.live());
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

  /** Switches to a driver and waits until this is done. */
  void switchDriver(String kind) throws Exception {
    source.open(kind, "on request", () -> plan.prefer(kind));
  }
}
