package org.example.source;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * An event source that reads the access log of a web server. Rules with {@code source: weblog} check each line when it is
 * written, with the fields of {@link WeblogFields}.
 */
@Component(configurationPid = WeblogSource.PID, property = EventSource.KIND + "=weblog")
public final class WeblogSource implements EventSource {
  static final String PID = "org.example.source";

  /** The settings under eyas.components in the configuration file. */
  @interface Config {
    /** The log file. */
    String file() default "/var/log/nginx/access.log";
  }

  private final Path file;

  @Activate
  public WeblogSource(Config config) {
    this(Path.of(config.file()));
  }

  WeblogSource(Path file) {
    this.file = file;
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("weblog", "weblog", true, "Lines of a web server's access log");
  }

  // The engine logs the error once and tries again later.
  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    if (!Files.isReadable(file)) {
      throw new SourceException(
          file + " cannot be read", "name the access log under eyas.components, pid " + PID + ", config: {file: ...}");
    }
    return new LogCapture(file);
  }
}
