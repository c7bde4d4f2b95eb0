package org.eyas.config;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.config.key.ConfigSchema;
import org.eyas.config.key.KeyTable;
import org.eyas.json.write.IndentedJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Prints the JSON schema of configuration files. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = ConfigSchemaCommand.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfigSchemaCommand implements Callable<Integer> {
  static final String PID = "org.eyas.command.config-schema";

  private final PrintStream out;

  @Activate
  public ConfigSchemaCommand(@Reference(target = LauncherServices.OUT) PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.println(IndentedJson.of(ConfigSchema.document(KeyTable.all())));
    return 0;
  }
}
