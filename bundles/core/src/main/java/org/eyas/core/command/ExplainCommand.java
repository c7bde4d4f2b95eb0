package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.explain.ExplanationJson;
import org.eyas.engine.explain.ExplanationText;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.NearMissText;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.ruletest.CaptureExplainer;
import org.eyas.engine.ruletest.TestEnvironment;
import org.eyas.engine.ruletest.TestEventExplainer;
import org.eyas.engine.ruletest.UnusableInputException;
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
public final class ExplainCommand extends LoadedRulesCommand {
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

  @Activate
  public ExplainCommand(
      Config config, @Reference GenerationBuilder assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  @Override
  public Integer call() throws Exception {
    TestEnvironment bench = assembly.workbench();
    try {
      if (config.capture().isEmpty()) {
        print(TestEventExplainer.of(bench, config.test_file(), config.test_case(), config.rule(), config.event()));
        return 0;
      }
      CaptureExplainer capture =
          CaptureExplainer.of(bench, LoadedRuleCheck.loadQuietly(assembly), config.rule(), config.capture());
      if (config.event() > 0) {
        print(capture.event(config.event()));
      } else {
        print(capture.best());
      }
      return 0;
    } catch (UnusableInputException e) {
      throw new EngineException(Reason.of(e));
    }
  }

  private void print(RuleExplanation explanation) {
    print(config.json(), () -> ExplanationJson.of(explanation), () -> ExplanationText.of(explanation, TerminalColors.paint()));
  }

  private void print(NearMissFinder misses) {
    print(
        config.json(),
        () -> NearMissText.json(config.rule(), misses),
        () -> NearMissText.of(config.rule(), misses, TerminalColors.paint()));
  }
}
