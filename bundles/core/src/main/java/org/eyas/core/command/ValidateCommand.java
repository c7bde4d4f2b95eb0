package org.eyas.core.command;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.LimitedWork;
import org.eyas.core.rule.LoadReportHints;
import org.eyas.core.rule.LoadedRuleCheck;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.ProgressLine;
import org.eyas.engine.lint.LintReport;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds errors in rule files ({@code -V}), and describes the rules if requested. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.validate",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ValidateCommand.Config.class)
public final class ValidateCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ValidateCommand.class);

  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas validation of rule files")
  @interface Config {
    @AttributeDefinition(description = "Describe the rules after validating them")
    boolean describe() default false;

    @AttributeDefinition(description = "Describe only this rule; empty for all")
    String rule() default "";
  }

  private final Config config;
  private final EngineSettings settings;
  private final GenerationBuilder assembly;
  private final PrintStream out;
  private final PrintStream err;

  @Activate
  public ValidateCommand(
      Config config,
      @Reference EngineSettings settings,
      @Reference GenerationBuilder assembly,
      @Reference(target = LauncherServices.OUT) PrintStream out,
      @Reference(target = LauncherServices.ERR) PrintStream err) {
    this.config = config;
    this.settings = settings;
    this.assembly = assembly;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    LoadResult loaded = LoadedRuleCheck.requirePlugins(validated());
    LOG.info("Validating rules file(s):");
    loaded.report().results().forEach(result -> LOG.info("   {}", result.document()));
    ValidationText text = ValidationText.of(loaded.report());
    text.warnings().forEach(LOG::warn);
    // On standard error, so that the result is what Falco prints.
    LoadReportHints.mistakes(loaded).forEach(mistake -> LOG.warn("Hint: {}", LintReport.line(mistake)));
    print(text, loaded);
    if (!loaded.report().successful()) {
      // Falco repeats the whole summary. JSON output has no text for people, so there the summary is printed once.
      throw new EngineException(settings.json() ? text.summary() : text.invalid());
    }
    return 0;
  }

  /**
   * Loads the rules to find errors. For a missing file, Falco prints only the error; with JSON output, the error is
   * also in the result.
   */
  private LoadResult validated() throws Exception {
    try (ProgressLine _ = ProgressLine.on(err, () -> "checking rules files")) {
      return LimitedWork.runAtStart(assembly::validate);
    } catch (RuleReadException e) {
      if (settings.json()) {
        out.println(ValidationText.of(new LoadReport(List.of(RuleLoader.unreadable(e)))).json(null));
      }
      throw e;
    }
  }

  private void print(ValidationText text, LoadResult loaded) throws EngineException {
    boolean described = config.describe() && loaded.report().successful();
    if (settings.json()) {
      out.println(text.json(described ? RuleListOutput.json(loaded, config.rule()) : null));
      return;
    }
    out.println(text.summary());
    if (!described) {
      out.print(RuleListOutput.ofFleet(loaded));
    } else {
      out.println();
      out.print(RuleListOutput.text(loaded, config.rule()));
    }
  }
}
