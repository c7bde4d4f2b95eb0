package org.eyas.core.source;

import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.SourcePlan;
import org.eyas.engine.supervision.SourceSituation;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSwitchReport;
import org.eyas.engine.supervision.SupervisionStep;
import org.jspecify.annotations.Nullable;

/**
 * The plan for a source other than system calls. One service opens the source, and opens it again after each failure.
 */
final class PluginSourcePlan implements SourcePlan {
  private final EventSource service;
  private final SourceInfo info;

  PluginSourcePlan(EventSource service) {
    this.service = service;
    info = service.info();
  }

  @Override
  public SupervisionStep next(SourceSituation now) {
    boolean isOpened = now.isRetryDue() && (now.state() == SourceState.WAITING || now.state() == SourceState.FAILED);
    return isOpened ? new SupervisionStep.Open(info.kind(), "", "", SupervisionStep.STAY) : SupervisionStep.STAY;
  }

  @Override
  public OpenedCapture open(String kind) throws SourceException {
    RunStartLog.opening(info, Map.of());
    return new OpenedCapture(service, info, service.open(new CaptureRequest(Set.of(), Map.of())), null);
  }

  /** Always true, because a source whose service leaves is stopped as a whole. */
  @Override
  public boolean isOffered(@Nullable EventSource opened) {
    return true;
  }

  @Override
  public boolean triesAgainAtOnce() {
    return false;
  }

  @Override
  public String failed(SourceInfo source, String reason, long pauseSeconds) {
    return "Source '" + info.eventSource() + "' does not run: " + reason + ". The next try is in " + pauseSeconds + " s.";
  }

  @Override
  public String notOpened(SupervisionStep.Open step, String reason, long pauseSeconds) {
    return failed(info, reason, pauseSeconds);
  }

  @Override
  public String opened(SourceSwitchReport done) {
    return "";
  }
}
