package org.eyas.core.rule;

import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.LoadReport.SchemaState;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.report.LoadReportText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Checks loaded rules before they run. The first document that cannot be loaded is an error; warnings go to the log.
 */
public final class LoadedRuleCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedRuleCheck.class);

  private LoadedRuleCheck() {}

  /** Loads the rules that a start would run. It is an error if there is no rule file, and no folder in which they could be. */
  public static LoadResult load(GenerationBuilder assembly) throws Exception {
    GenerationInput from = assembly.ingredients();
    return load(from, assembly.load(from), assembly.warnings());
  }

  static LoadResult load(GenerationInput from, LoadResult loaded, RuleWarnings warnings) throws EngineException {
    return requireFiles(requireSound(loaded, warnings), from.parts().mayHaveNoDocuments());
  }

  static LoadResult requireSound(LoadResult loaded, RuleWarnings warnings) throws EngineException {
    requirePlugins(loaded);
    LOG.info("Loading rules from:");
    for (LoadReport.Result result : loaded.report().results()) {
      logSchema(result);
      requireSuccess(result);
    }
    warnings.log(loaded.report().results());
    return loaded;
  }

  private static void requireSuccess(LoadReport.Result result) throws EngineException {
    if (!result.successful()) {
      throw new EngineException(LoadReportText.verbose(result));
    }
  }

  /** Requires a rule file. As in Falco, files without a rule that can fire are accepted, and an empty folder of rules. */
  private static LoadResult requireFiles(LoadResult loaded, boolean mayBeEmpty) throws EngineException {
    if (loaded.report().results().isEmpty() && !mayBeEmpty) {
      // The first part is Falco's, word for word.
      throw new EngineException(
          "You must specify at least one rules file/directory via -r or a rules_file entry in falco.yaml"
              + " (no rule files were found; name them with -r or under rules_files, or set eyas.rules.shipped to always)");
    }
    if (loaded.rules().isEmpty()) {
      LOG.warn("No rules are loaded, so no alert will be raised");
    }
    return loaded;
  }

  /**
   * Requires rules. While events flow, a file may be empty for a moment because it is being written. Then the previous
   * rules stay.
   */
  static void requireRules(LoadResult loaded) throws EngineException {
    if (loaded.rules().isEmpty() && loaded.parked().isEmpty()) {
      throw new EngineException("no rules are left; restart the engine to run without rules");
    }
  }

  private static void logSchema(LoadReport.Result result) {
    Level level = result.schema() == SchemaState.OK ? Level.INFO : Level.WARN;
    LOG.atLevel(level).log("   {} | schema validation: {}", result.document(), LoadReportText.schema(result));
  }

  /** Requires that all documents are sound. The caller decides about warnings. */
  public static LoadResult requireSuccess(LoadResult loaded) throws EngineException {
    for (LoadReport.Result result : requirePlugins(loaded).report().results()) {
      requireSuccess(result);
    }
    return loaded;
  }

  /**
   * Requires all plugins. As in Falco, missing plugins are reported first, because they are the reason for unknown
   * fields.
   */
  public static LoadResult requirePlugins(LoadResult loaded) throws EngineException {
    if (!loaded.missingPlugin().isEmpty()) {
      throw new EngineException(loaded.missingPlugin());
    }
    return loaded;
  }
}
