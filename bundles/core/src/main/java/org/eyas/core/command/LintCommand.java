package org.eyas.core.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.LoadedRuleCheck;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.lint.LintReport;
import org.eyas.engine.lint.RuleLinter;
import org.eyas.engine.rules.LoadResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Finds expensive checks and likely mistakes in rule files ({@code eyas rules lint}). The exit code is 1 if there is
 * any.
 */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.lint",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LintCommand.Config.class)
public final class LintCommand extends LoadedRulesCommand {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas findings in rule files")
  @interface Config {
    @AttributeDefinition(description = "The word lint, and the rule files")
    String[] operand() default {};

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;

  @Activate
  public LintCommand(Config config, @Reference GenerationBuilder assembly,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  @Override
  public Integer call() throws Exception {
    Set<String> names = new LinkedHashSet<>(List.of(config.operand()).subList(1, config.operand().length));
    List<RuleDocument> documents = new ArrayList<>();
    for (String file : names) {
      documents.add(new RuleDocument(file, content(file)));
    }
    LoadResult loaded = LoadedRuleCheck.requirePlugins(assembly.loadWith(documents));
    LintReport report = new LintReport(RuleLinter.of(loaded, names));
    print(config.json(), report::json, report::text);
    return report.findings().isEmpty() ? 0 : 1;
  }

  private static String content(String file) throws EngineException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new EngineException("cannot read " + file + ": " + Reason.of(e));
    }
  }
}
