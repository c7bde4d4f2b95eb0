package org.eyas.core.source;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.BootTime;
import org.eyas.engine.loop.Generation;
import org.jspecify.annotations.Nullable;

/**
 * Creates the requests for captures of system calls, and logs the source that is opened. A live source traces the
 * events that rules and the state need; a capture file has fixed contents.
 */
final class CaptureRequests {
  private final EngineSettings settings;
  private final Supplier<Generation> generations;
  private volatile @Nullable BootTime clock;

  CaptureRequests(EngineSettings settings, Supplier<Generation> generations) {
    this.settings = settings;
    this.generations = generations;
  }

  /** Sets the time base of later captures. */
  void clock(BootTime ofFirst) {
    clock = ofFirst;
  }

  CaptureRequest of(SourceInfo source) {
    Map<String, String> options = settings.captureOptions(source.kind());
    StartLog.opening(source, options);
    if (!source.live()) {
      return new CaptureRequest(Set.of(), options);
    }
    BootTime time = clock;
    long bootNanos = time == null ? 0 : time.bootNanos();
    return generations.get().traced().request(options).after(bootNanos);
  }
}
