package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.engine.rules.document.RuleSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Prints the JSON schema of rule files ({@code --rule-schema}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.rule-schema",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class RuleSchemaCommand implements Callable<Integer> {
  private final PrintStream out;

  @Activate
  public RuleSchemaCommand(@Reference(target = LauncherServices.OUT) PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(RuleSchema.document());
    return 0;
  }
}
