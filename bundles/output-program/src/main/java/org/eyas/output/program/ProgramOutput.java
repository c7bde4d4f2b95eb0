package org.eyas.output.program;

import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The output that writes alerts to the standard input of a program. */
@Component(
    configurationPid = "org.eyas.output.program",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=program")
@Designate(ocd = ProgramOutput.Config.class)
public final class ProgramOutput implements OutputChannel {
  /** The key program_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: program")
  @interface Config {
    String program() default "";
    boolean keep_alive() default false;
  }

  private final OutputProgram program;

  @Activate
  public ProgramOutput(Config config) {
    program = config.keep_alive() ? new LongRunningProgram(config.program()) : new ProgramPerAlert(config.program());
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    program.write(alert.preferred());
  }

  @Override
  public void reopen() throws IOException {
    program.reopen();
  }

  @Deactivate
  void close() {
    program.close();
  }
}
