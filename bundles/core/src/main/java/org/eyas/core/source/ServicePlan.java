package org.eyas.core.source;

import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.supervision.Opened;
import org.eyas.engine.supervision.Situation;
import org.eyas.engine.supervision.SourcePlan;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSwitch;
import org.eyas.engine.supervision.Step;
import org.jspecify.annotations.Nullable;

/**
 * The plan for a source other than system calls. One service opens the source, and opens it again after each failure.
 */
final class ServicePlan implements SourcePlan {
  private final EventSource service;
  private final SourceInfo info;

  ServicePlan(EventSource service) {
    this.service = service;
    info = service.info();
  }

  @Override
  public Step next(Situation now) {
    boolean isOpened = now.isRetryDue() && (now.state() == SourceState.WAITING || now.state() == SourceState.FAILED);
    return isOpened ? new Step.Open(info.kind(), "", "", Step.STAY) : Step.STAY;
  }

  @Override
  public Opened open(String kind) throws SourceException {
    StartLog.opening(info, Map.of());
    return new Opened(service, info, service.open(new CaptureRequest(Set.of(), Map.of())), null);
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
  public String notOpened(Step.Open step, String reason, long pauseSeconds) {
    return failed(info, reason, pauseSeconds);
  }

  @Override
  public String opened(SourceSwitch done) {
    return "";
  }
}
