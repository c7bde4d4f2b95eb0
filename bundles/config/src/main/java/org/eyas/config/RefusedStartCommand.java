package org.eyas.config;

import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.config.component.ComponentPids;
import org.eyas.config.yaml.ConfigException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Ends a start with the error that was found in its configuration; it replaces every other command. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = ComponentPids.REFUSE,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RefusedStartCommand.Config.class)
public final class RefusedStartCommand implements Callable<Integer> {
  /** The error. */
  @ObjectClassDefinition(name = "Eyas refused start")
  @interface Config {
    @AttributeDefinition(description = "What is wrong with the configuration")
    String error();
  }

  private final Config config;

  @Activate
  public RefusedStartCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws ConfigException {
    throw new ConfigException(config.error());
  }
}
