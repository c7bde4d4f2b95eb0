package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.rule.LoadReport;
import org.eyas.core.rule.Assembly;
import org.eyas.core.rule.RulesAtStart;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.explain.ExplanationJson;
import org.eyas.engine.explain.ExplanationText;
import org.eyas.engine.explain.NearMisses;
import org.eyas.engine.explain.NearMissesText;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.rules.LoadReportText;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.ruletest.ExplainedCapture;
import org.eyas.engine.ruletest.ExplainedCase;
import org.eyas.engine.ruletest.UnusableException;
import org.eyas.engine.ruletest.Workbench;
import org.eyas.engine.text.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Shows why a rule fires for an event, or why it does not ({@code eyas explain}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.explain",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ExplainCommand.Config.class)
public final class ExplainCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas explanation of a rule")
  @interface Config {
    @AttributeDefinition(description = "The name of the rule")
    String rule();

    @AttributeDefinition(description = "The capture file that contains the event; empty if a test contains it")
    String capture() default "";

    @AttributeDefinition(description = "The number of the event; 0 for the best matches")
    long event() default 0;

    @AttributeDefinition(description = "The file of the test that contains the event")
    String test_file() default "";

    @AttributeDefinition(description = "The name of that test")
    String test_case() default "";

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;
  private final Assembly assembly;
  private final PrintStream out;

  @Activate
  public ExplainCommand(
      Config config, @Reference Assembly assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.assembly = assembly;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    Workbench bench = assembly.workbench();
    try {
      if (config.capture().isEmpty()) {
        print(ExplainedCase.of(bench, config.test_file(), config.test_case(), config.rule(), config.event()));
        return 0;
      }
      ExplainedCapture capture =
          ExplainedCapture.of(bench, loaded(), config.rule(), config.capture());
      if (config.event() > 0) {
        print(capture.event(config.event()));
      } else {
        print(capture.best());
      }
      return 0;
    } catch (UnusableException e) {
      throw new EngineException(Reason.of(e));
    }
  }

  /**
   * Loads the rules. A rule file with an error cannot be explained. Warnings are omitted, because a run or a check of
   * the file shows them.
   */
  private LoadResult loaded() throws Exception {
    LoadResult loaded = RulesAtStart.requirePlugins(assembly.load());
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new EngineException(LoadReportText.verbose(result));
      }
    }
    return loaded;
  }

  private void print(RuleExplanation explanation) {
    out.print(
        config.json()
            ? JsonText.of(ExplanationJson.of(explanation)) + "\n"
            : ExplanationText.of(explanation, Terminal.paint()));
  }

  private void print(NearMisses misses) {
    out.print(
        config.json()
            ? JsonText.of(NearMissesText.json(config.rule(), misses)) + "\n"
            : NearMissesText.of(config.rule(), misses, Terminal.paint()));
  }
}
