package org.eyas.core.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.Assembly;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.ruletest.FileResult;
import org.eyas.engine.ruletest.JUnitXml;
import org.eyas.engine.ruletest.RuleTests;
import org.eyas.engine.ruletest.TestReport;
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
public final class TestCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas unit tests of rules")
  @interface Config {
    @AttributeDefinition(description = "Files of tests, and folders that contain such files")
    String[] files() default {};

    @AttributeDefinition(description = "Write the results to this file as JUnit XML; empty for no file")
    String junit() default "";

    @AttributeDefinition(description = "Print every test, and the fields that rules read and events do not contain")
    boolean verbose() default false;
  }

  private final Config config;
  private final Assembly assembly;
  private final PrintStream out;

  @Activate
  public TestCommand(
      Config config, @Reference Assembly assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.assembly = assembly;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    List<FileResult> results = run();
    out.print(TestReport.of(results, Terminal.paint(), config.verbose()));
    if (!config.junit().isEmpty()) {
      write(JUnitXml.of(results));
    }
    return results.stream().allMatch(FileResult::passed) ? 0 : 1;
  }

  private List<FileResult> run() throws Exception {
    RuleTests tests = new RuleTests(assembly.workbench(), config.verbose());
    try {
      return tests.run(List.of(config.files()));
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
