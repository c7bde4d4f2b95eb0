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
    String[] operand();

    @AttributeDefinition(description = "The capture file that contains the event; empty if a test contains it")
    String capture() default "";

    @AttributeDefinition(description = "The number of the event, or evt.num=NUMBER; empty for the best matches")
    String event() default "";

    @AttributeDefinition(description = "The file of the test that contains the event")
    String test_file() default "";

    @AttributeDefinition(description = "The name of that test")
    String test_case() default "";

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;
  private final String rule;

  @Activate
  public ExplainCommand(
      Config config, @Reference GenerationBuilder assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
    rule = config.operand()[0];
  }

  @Override
  public Integer call() throws Exception {
    long event = event(config.event());
    TestEnvironment bench = assembly.workbench();
    try {
      if (config.capture().isEmpty()) {
        print(TestEventExplainer.of(bench, config.test_file(), config.test_case(), rule, event));
        return 0;
      }
      CaptureExplainer capture =
          CaptureExplainer.of(bench, loaded(), rule, config.capture());
      if (event > 0) {
        print(capture.event(event));
      } else {
        print(capture.best());
      }
      return 0;
    } catch (UnusableInputException e) {
      throw new EngineException(Reason.of(e));
    }
  }

  private static long event(String text) throws EngineException {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text.replaceFirst("^evt\\.num=", ""));
    } catch (NumberFormatException e) {
      throw EngineException.ofUsage("option --event needs an event's number, not '" + text + "'");
    }
  }

  private void print(RuleExplanation explanation) {
    print(config.json(), () -> ExplanationJson.of(explanation), () -> ExplanationText.of(explanation, TerminalColors.paint()));
  }

  private void print(NearMissFinder misses) {
    print(
        config.json(),
        () -> NearMissText.json(rule, misses),
        () -> NearMissText.of(rule, misses, TerminalColors.paint()));
  }
}
