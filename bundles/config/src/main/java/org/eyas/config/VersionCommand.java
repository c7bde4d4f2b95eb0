package org.eyas.config;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.version.Versions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Prints the versions. It stands here because how depends on the configuration and on nothing else. */
@Component(
    service = Callable.class,
    property = "main.thread=true",
    configurationPid = "org.eyas.command.version",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VersionCommand.Config.class)
public final class VersionCommand implements Callable<Integer> {
  /** How versions are printed. */
  @ObjectClassDefinition(name = "Eyas versions")
  @interface Config {
    @AttributeDefinition(description = "Print JSON")
    boolean json_output() default false;
  }

  private final Config config;
  private final PrintStream out;

  @Activate
  public VersionCommand(Config config, @Reference(target = "(stream=out)") PrintStream out) {
    this.config = config;
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(config.json_output() ? JsonOf.value(Versions.all()) + "\n" : Versions.text());
    return 0;
  }
}
