package org.eyas.output.stdout;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Prints alerts on standard output. */
@Component(
    configurationPid = "org.eyas.output.stdout",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "output.name=stdout")
@Designate(ocd = StdoutOutput.Config.class)
public final class StdoutOutput implements OutputChannel {
  /** stdout_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: stdout")
  @interface Config {
    @AttributeDefinition(description = "Write every alert at once instead of when no other waits behind it")
    boolean unbuffered() default true;
  }

  private final LineWriter lines;

  @Activate
  public StdoutOutput(Config config) {
    lines = new LineWriter(new FileOutputStream(FileDescriptor.out), config.unbuffered());
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    lines.write(alert.preferred(), endOfBatch);
  }
}
