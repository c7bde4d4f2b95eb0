package org.eyas.output.stdout;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.launch.LauncherProperties;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The output that prints alerts on standard output, or on standard error if that is not its own. */
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

    @AttributeDefinition(description = "Write to standard error, because standard output belongs to the command of eyas run")
    boolean to_stderr() default false;
  }

  private final LineWriter lines;
  private final boolean terminal;
  private final boolean colour;

  @Activate
  public StdoutOutput(Config config) {
    FileDescriptor target = config.to_stderr() ? FileDescriptor.err : FileDescriptor.out;
    lines = new LineWriter(new FileOutputStream(target), config.unbuffered());
    String showsColour = config.to_stderr() ? LauncherProperties.COLOUR : LauncherProperties.COLOUR_OUT;
    String isTerminal = config.to_stderr() ? LauncherProperties.TERMINAL : LauncherProperties.TERMINAL_OUT;
    colour = config.color().equals("always") || config.color().equals("auto") && Boolean.getBoolean(showsColour);
    terminal = colour || Boolean.getBoolean(isTerminal);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    boolean plain = !terminal || alert.prefersJson();
    lines.write(plain ? alert.preferred() : TerminalText.of(alert.alert(), alert.text(), colour), endOfBatch);
  }
}
