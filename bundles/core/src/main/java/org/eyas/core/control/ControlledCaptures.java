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
import org.eyas.core.source.Observers;
import org.eyas.core.source.RunningSources;
import org.eyas.engine.recording.RequestedCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service for captures that a person starts. */
@Component
public final class ControlledCaptures implements CaptureControl {
  private static final String NO_DRIVER = "nodriver";

  private final RequestedCapture requested;
  private final RunningSources running;
  private final EngineSettings settings;

  @Activate
  public ControlledCaptures(
      @Reference Observers observers, @Reference RunningSources running, @Reference EngineSettings settings) {
    requested = observers.capture();
    this.running = running;
    this.settings = settings;
  }

  @Override
  public void start(long seconds, long megabytes) throws RefusedException {
    if (running.read().stream().noneMatch(ControlledCaptures::isLive)) {
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
