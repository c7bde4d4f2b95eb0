package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.version.Versions;
import org.eyas.engine.describe.EventGroups;
import org.eyas.engine.describe.EventList;
import org.eyas.engine.describe.ListFormat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lists the events for which rules can be written ({@code --list-events}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.list-events",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListEventsCommand.Config.class)
public final class ListEventsCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas list of events")
  @interface Config {
    @AttributeDefinition(description = "text, markdown or json")
    String format() default "text";
  }

  private final Config config;
  private final PrintStream out;

  @Activate
  public ListEventsCommand(Config config, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(EventList.print(EventGroups.all(), ListFormat.named(config.format()), Versions.DRIVER_SCHEMA));
    return 0;
  }
}
