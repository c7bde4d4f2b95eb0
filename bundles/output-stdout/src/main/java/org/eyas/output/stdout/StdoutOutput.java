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

/** The output that prints alerts on standard output. */
@Component(
    configurationPid = "org.eyas.output.stdout",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=stdout")
@Designate(ocd = StdoutOutput.Config.class)
public final class StdoutOutput implements OutputChannel {
  /** The key stdout_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: stdout")
  @interface Config {
    @AttributeDefinition(description = "Write every alert immediately instead of together with those that wait after it")
    boolean unbuffered() default true;

    String color() default "auto";
  }

  /** Set by the start script, which can find out whether standard output is a terminal. */
  private static final String TERMINAL = "eyas.terminal.out";

  private static final String COLOUR = "eyas.colour.out";

  private final LineWriter lines;
  private final boolean terminal;
  private final boolean colour;

  @Activate
  public StdoutOutput(Config config) {
    lines = new LineWriter(new FileOutputStream(FileDescriptor.out), config.unbuffered());
    colour = config.color().equals("always") || config.color().equals("auto") && Boolean.getBoolean(COLOUR);
    terminal = colour || Boolean.getBoolean(TERMINAL);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    boolean plain = !terminal || alert.prefersJson();
    lines.write(plain ? alert.preferred() : TerminalText.of(alert.alert(), alert.text(), colour), endOfBatch);
  }
}
