package org.eyas.output.file;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.payload.AlertPayload;
import org.eyas.payload.PayloadFormats;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The output that appends alerts to a file. */
@Component(
    configurationPid = "org.eyas.output.file",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=file")
@Designate(ocd = FileOutput.Config.class)
public final class FileOutput implements OutputChannel {
  /** The key file_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: file")
  @interface Config {
    String filename() default "./events.txt";
    boolean keep_alive() default false;
    long rotate_mb() default 0;
    int rotate_keep() default 5;
    String format() default "alert";

    @AttributeDefinition(description = "The host name in formats; empty means the name of this system")
    String hostname() default "";
  }

  private final AppendedAlertFile file;
  private final AlertPayload payload;

  @Activate
  public FileOutput(Config config) throws IOException {
    payload = PayloadFormats.named(config.format(), config.hostname());
    file = new AppendedAlertFile(Path.of(config.filename()), config.keep_alive(),
        new FileRotation(config.rotate_mb() << 20, config.rotate_keep()));
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    file.append(payload.of(alert).line(), endOfBatch);
  }

  @Override
  public void check() throws IOException {
    file.check();
  }

  @Override
  public void reopen() throws IOException {
    file.reopen();
  }

  @Deactivate
  void close() throws IOException {
    file.close();
  }
}
