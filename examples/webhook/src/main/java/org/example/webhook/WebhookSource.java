package org.example.webhook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.receiver.Access;
import org.eyas.receiver.BatchServer;
import org.eyas.receiver.BatchStore;
import org.eyas.receiver.Limits;
import org.eyas.receiver.ServerSettings;
import org.eyas.receiver.SpooledBatches;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * An event source that receives JSON over HTTP. The sender gets the answer 200 when its events are on disk. Rules with
 * {@code source: webhook} check each event with the json.* fields, which every source with JSON has:
 *
 * <pre>
 *   - rule: a build failed
 *     source: webhook
 *     condition: json.value[/event] = build and json.value[/result] = failed
 * </pre>
 */
@Component(configurationPid = WebhookSource.PID, property = EventSource.KIND + "=webhook")
public final class WebhookSource implements EventSource {
  static final String PID = "org.example.webhook";
  private static final String PATH = "/events";

  /** The settings under eyas.components in the configuration file. */
  @interface Config {
    /** The address on which it listens. */
    String host() default "127.0.0.1";

    int port() default 9080;

    /** Where events wait until they are processed. */
    String directory() default "/var/lib/eyas/webhook";

    int limit_mb() default 256;
  }

  private final InetSocketAddress address;
  private final SpooledBatches.Storage storage;

  @Activate
  public WebhookSource(Config config) {
    this(new InetSocketAddress(config.host(), config.port()), Path.of(config.directory()), (long) config.limit_mb() << 20);
  }

  WebhookSource(InetSocketAddress address, Path directory, long bytes) {
    this.address = address;
    storage = new SpooledBatches.Storage(directory, bytes, true, "limit_mb of " + PID);
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("webhook", "webhook", true, "JSON over HTTP");
  }

  // The engine logs the error once and tries again later.
  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    try {
      BatchStore store = SpooledBatches.open(storage);
      return new WebhookCapture(server(store), store);
    } catch (IOException e) {
      throw new SourceException(
          "events cannot be received on " + address + ": " + e.getMessage(),
          "set another port or directory under eyas.components, pid " + PID, e);
    }
  }

  private BatchServer server(BatchStore store) throws IOException {
    try {
      return BatchServer.start(new ServerSettings(address, PATH, Access.OPEN, Limits.USUAL), store);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }
}
