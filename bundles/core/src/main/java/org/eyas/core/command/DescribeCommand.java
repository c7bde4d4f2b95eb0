package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.LoadedRuleCheck;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.rules.LoadResult;
import org.eyas.json.write.CompactJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the loaded rules ({@code -L}, {@code -l}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.describe",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DescribeCommand.Config.class)
public final class DescribeCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas description of rules")
  @interface Config {
    @AttributeDefinition(description = "Describe only this rule; empty for all")
    String rule() default "";
  }

  private final Config config;
  private final EngineSettings settings;
  private final GenerationBuilder assembly;
  private final PrintStream out;

  @Activate
  public DescribeCommand(
      Config config,
      @Reference EngineSettings settings,
      @Reference GenerationBuilder assembly,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.settings = settings;
    this.assembly = assembly;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    LoadResult loaded = LoadedRuleCheck.load(assembly);
    if (settings.json()) {
      out.println(CompactJson.of(RuleListOutput.json(loaded, config.rule())));
    } else {
      out.print(RuleListOutput.text(loaded, config.rule()));
    }
    return 0;
  }
}
