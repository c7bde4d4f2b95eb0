package org.eyas.core.source;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.relay.EventClock;
import org.jspecify.annotations.Nullable;

/**
 * Creates the requests for captures of system calls, and logs the source that is opened. A live source traces the
 * events that rules and the state need; a capture file has fixed contents.
 */
final class CaptureRequestFactory {
  private final EngineSettings settings;
  private final Supplier<RuleGeneration> generations;
  private volatile @Nullable EventClock clock;

  CaptureRequestFactory(EngineSettings settings, Supplier<RuleGeneration> generations) {
    this.settings = settings;
    this.generations = generations;
  }

  /** Sets the time base of later captures. */
  void clock(EventClock ofFirst) {
    clock = ofFirst;
  }

  /**
   * Creates the request for a capture that an earlier process left.
   *
   * @param bootNanos the boot time that its events count from; 0 if unknown
   */
  CaptureRequest ofLeft(SourceInfo source, long bootNanos) {
    return generations.get().traced().request(settings.captureOptions(source.kind())).withBootNanos(bootNanos);
  }

  CaptureRequest of(SourceInfo source) {
    Map<String, String> options = settings.captureOptions(source.kind());
    RunStartLog.opening(source, options);
    if (!source.live()) {
      return new CaptureRequest(Set.of(), options);
    }
    EventClock time = clock;
    long bootNanos = time == null ? 0 : time.bootNanos();
    return generations.get().traced().request(options).withBootNanos(bootNanos);
  }
}
