package org.eyas.source.scap;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.ContainerEvents;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The replay source: opens the {@code .scap} file in the option {@code capture_file}. */
@Component(property = EventSource.KIND + "=replay")
public final class ScapSource implements EventSource {
  /** The option of the request with the path of the file. */
  public static final String CAPTURE_FILE = "capture_file";

  /** The receivers of the descriptions of containers. The framework replaces the list when a receiver comes or goes. */
  @Reference volatile List<ContainerEvents> containers = List.of();

  @Override
  public SourceInfo info() {
    return new SourceInfo("replay", "syscall", false, "Replays a .scap capture file");
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    String file = wanted.options().getOrDefault(CAPTURE_FILE, "");
    if (file.isEmpty()) {
      throw new SourceException("no capture file is given", "give one with -e FILE or engine.replay.capture_file");
    }
    return ScapCapture.open(Path.of(file), new ContainerEventReader(() -> containers));
  }
}
