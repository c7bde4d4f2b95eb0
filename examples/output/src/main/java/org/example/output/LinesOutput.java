package org.example.output;

import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sends alerts as lines over TCP. The engine gives every channel a queue and a thread of its own, so {@link #send} may block. The
 * engine counts and logs what it throws.
 */
@Component(
    configurationPid = "org.example.output",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=lines")
@Designate(ocd = LinesOutput.Config.class)
public final class LinesOutput implements OutputChannel {
  /** The settings under eyas.components in the configuration file. */
  @ObjectClassDefinition(name = "Lines over TCP")
  @interface Config {
    @AttributeDefinition(description = "Host name or address of the receiver")
    String host() default "localhost";

    @AttributeDefinition(description = "Port of the receiver")
    int port();
  }

  private final LineConnection connection;

  /** Does not connect before the first alert. */
  @Activate
  public LinesOutput(Config config) {
    this(config.host(), config.port());
  }

  LinesOutput(String host, int port) {
    connection = new LineConnection(host, port);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    connection.write(alert.preferred());
  }

  @Override
  public void reopen() {
    connection.disconnect();
  }

  @Deactivate
  void close() {
    connection.close();
  }
}
