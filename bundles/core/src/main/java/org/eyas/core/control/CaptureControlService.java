package org.eyas.core.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.CaptureControl;
import org.eyas.api.control.CaptureStatus;
import org.eyas.core.metric.SourceReading;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.engine.recording.RequestedCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service for captures that a person starts. */
@Component
public final class CaptureControlService implements CaptureControl {
  private static final String NO_DRIVER = "nodriver";

  private final RequestedCapture requested;
  private final RunningSourceRegistry running;
  private final EngineSettings settings;

  @Activate
  public CaptureControlService(
      @Reference SourceObservers observers, @Reference RunningSourceRegistry running, @Reference EngineSettings settings) {
    requested = observers.capture();
    this.running = running;
    this.settings = settings;
  }

  @Override
  public void start(long seconds, long megabytes) throws RefusedException {
    if (running.read().stream().noneMatch(CaptureControlService::isLive)) {
      throw new RefusedException("No capture is written: no driver delivers system calls of this machine.");
    }
    requireFolder();
    if (!requested.request(Instant.now().plusSeconds(seconds), megabytes)) {
      throw new RefusedException("A capture is being written. End it first, or wait until it is complete.");
    }
  }

  private static boolean isLive(SourceReading reading) {
    return reading.isSyscall() && reading.source().live() && !reading.source().kind().equals(NO_DRIVER);
  }

  private void requireFolder() throws RefusedException {
    Path folder = Path.of(settings.recording().prefix()).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new RefusedException(
          "No capture is written: there is no folder " + folder + ". Create it, or change capture.path_prefix.");
    }
  }

  @Override
  public void end() {
    requested.end();
  }

  @Override
  public Optional<CaptureStatus> last() {
    return requested.status();
  }
}
