package org.eyas.core.command;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.pushdown.PassCounts;
import org.eyas.engine.pushdown.PushdownJson;
import org.eyas.engine.pushdown.PushdownReport;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.ruletest.PushdownCounter;
import org.eyas.engine.ruletest.UnusableInputException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Shows the events that the rules can match, as far as the parameters of an event decide that ({@code eyas pushdown}).
 */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.pushdown",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PushdownCommand.Config.class)
public final class PushdownCommand extends LoadedRulesCommand {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas pushdown of rules")
  @interface Config {
    @AttributeDefinition(description = "The capture file whose events are counted; empty for none")
    String capture() default "";

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;

  @Activate
  public PushdownCommand(
      Config config, @Reference GenerationBuilder assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  /** Prints the pushdown. The exit code is 1 if a rule matches an event that does not pass. */
  @Override
  public Integer call() throws Exception {
    LoadResult loaded = loaded();
    Optional<PassCounts> counts = counts(loaded);
    PushdownReport report = new PushdownReport(
        EventDemand.pushdown(loaded.rules()), counts, EventDemand.fileNeeds(loaded.rules()));
    print(config.json(), () -> PushdownJson.of(report), report::text);
    return counts.isPresent() && counts.get().lost() > 0 ? 1 : 0;
  }

  private Optional<PassCounts> counts(LoadResult loaded) throws Exception {
    if (config.capture().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PushdownCounter.count(assembly.workbench(), loaded, config.capture()));
    } catch (UnusableInputException e) {
      throw new EngineException(Reason.of(e));
    }
  }
}
