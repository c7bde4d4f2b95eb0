package org.eyas.core.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.ruletest.TestSuiteRunner;
import org.eyas.engine.ruletest.report.JUnitXml;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.ruletest.report.TestReport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Runs unit tests of rules ({@code eyas test}). The exit code is 1 if a test failed. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.test",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TestCommand.Config.class)
public final class TestCommand extends LoadedRulesCommand {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas unit tests of rules")
  @interface Config {
    @AttributeDefinition(description = "Files of tests, and folders that contain such files")
    String[] operand() default {};

    @AttributeDefinition(description = "Write the results to this file as JUnit XML; empty for no file")
    String junit() default "";

    @AttributeDefinition(description = "Print every test, and the fields that rules read and events do not contain")
    boolean verbose() default false;

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;

  @Activate
  public TestCommand(
      Config config, @Reference GenerationBuilder assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  @Override
  public Integer call() throws Exception {
    List<TestFileResult> results = run();
    print(config.json(), () -> TestReport.json(results), () -> TestReport.of(results, TerminalColors.paint(), config.verbose()));
    if (!config.junit().isEmpty()) {
      write(JUnitXml.of(results));
    }
    return results.stream().allMatch(TestFileResult::passed) ? 0 : 1;
  }

  private List<TestFileResult> run() throws Exception {
    TestSuiteRunner tests = new TestSuiteRunner(assembly.workbench(), config.verbose());
    try {
      return tests.run(List.of(config.operand()));
    } catch (IOException e) {
      throw new EngineException("cannot run tests: " + Reason.of(e));
    }
  }

  private void write(String xml) throws EngineException {
    try {
      Files.writeString(Path.of(config.junit()), xml);
    } catch (IOException e) {
      throw new EngineException("cannot write the results to " + config.junit() + ": " + e);
    }
  }
}
