package org.eyas.output.grpc;

import java.io.IOException;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The output that passes alerts to the gRPC server. */
@Component(
    configurationPid = "org.eyas.output.grpc",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=grpc")
@Designate(ocd = GrpcOutput.Config.class)
public final class GrpcOutput implements OutputChannel {
  /** The key grpc_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: gRPC")
  @interface Config {
    @AttributeDefinition(description = "The host name in alerts; empty means the name of this system")
    String hostname() default "";
  }

  private final GrpcServer server;
  private final AlertMessageBuilder message;

  @Activate
  public GrpcOutput(@Reference GrpcServer server, Config config) {
    this(server, new AlertMessageBuilder(config.hostname()));
  }

  GrpcOutput(GrpcServer server, AlertMessageBuilder message) {
    this.server = server;
    this.message = message;
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    server.send(new QueuedAlert(message.of(alert)));
  }

  /** If the server does not listen, no alert has failed yet; the server has logged the reason. */
  @Override
  public KeptAlerts kept() {
    return new KeptAlerts(0, 0, server.fault());
  }

  @Override
  public void reopen() throws IOException {
    try {
      server.renew();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
