package org.eyas.core.source;

import java.util.Optional;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.part.EngineParts;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.dispatch.Dispatcher;
import org.eyas.engine.loop.AlertSink;
import org.eyas.engine.supervision.DriverPlan;
import org.eyas.engine.supervision.DriverPlan.Configured;
import org.eyas.engine.supervision.Opened;
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
      EngineParts parts, EngineSettings settings, SourceFactory sources, Dispatcher dispatcher,
      Handover.@Nullable Source before, boolean waits)
      throws SourceException {
    CaptureRequests requests = new CaptureRequests(settings, sources.generations());
    SourceChoice choice = new SourceChoice(parts::sources, requests::of);
    Optional<Opened> opened = before == null ? opened(choice, settings, waits) : Optional.of(resumed(parts, before));
    SourceInfo info = opened.map(Opened::source).orElse(NoDriver.INFO);
    StartLog.recording(settings.recording());
    DriverPlan plan = new DriverPlan(choice, () -> new Configured(settings.engineKind(), settings.captureOptions()));
    AlertSink alerts = info.live() ? dispatcher::offer : dispatcher::put;
    SupervisedSource source = sources.syscalls(info, plan, opened.orElse(null), alerts);
    requests.clock(source.clock());
    if (opened.isEmpty()) {
      source.begin(DriverPlan.giveUp("there was no driver when the engine was updated, and there is still none"));
    }
    return new SyscallSource(source, plan, info.live());
  }

  private static Optional<Opened> opened(SourceChoice choice, EngineSettings settings, boolean waits)
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

  private static Opened resumed(EngineParts parts, Handover.Source before) {
    StartLog.continuing(before);
    EventSource service = parts.source(before.info().kind()).orElse(null);
    return new Opened(service, before.info(), parts.guarded(before), before);
  }

  /** Switches to a driver and waits until this is done. */
  void use(String kind) throws Exception {
    source.open(kind, "on request", () -> plan.prefer(kind));
  }
}
