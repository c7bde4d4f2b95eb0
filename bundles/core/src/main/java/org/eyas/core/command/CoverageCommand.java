package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.engine.rules.report.TechniqueCoverage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lists the techniques of MITRE ATT&amp;CK that the configured rules name ({@code eyas rules coverage}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.coverage",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CoverageCommand.Config.class)
public final class CoverageCommand extends LoadedRulesCommand {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas techniques of the rules")
  @interface Config {
    @AttributeDefinition(description = "Print a layer of the ATT&CK Navigator")
    boolean json() default false;
  }

  private final Config config;

  @Activate
  public CoverageCommand(Config config, @Reference GenerationBuilder assembly,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  @Override
  public Integer call() throws Exception {
    TechniqueCoverage coverage = TechniqueCoverage.of(loaded());
    print(config.json(), coverage::layer, coverage::text);
    return 0;
  }
}
