package org.eyas.core.rule;

import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.eyas.api.failure.Reason;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunStartLog;
import org.eyas.core.source.SourceSelection;
import org.eyas.engine.field.text.BufferText;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.supervision.SourceChoice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares a run before its first event: selects the event sources, and loads and compiles the rules. */
@Component(service = RunPreparation.class)
public final class RunPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(RunPreparation.class);

  private final EngineServices parts;
  private final EngineSettings settings;
  private final GenerationBuilder assembly;
  private final Consumer<String> warnings;

  @Activate
  public RunPreparation(
      @Reference EngineServices parts, @Reference EngineSettings settings, @Reference GenerationBuilder assembly) {
    this(parts, settings, assembly, LOG::warn);
  }

  /** @param warnings receives log lines */
  RunPreparation(EngineServices parts, EngineSettings settings, GenerationBuilder assembly, Consumer<String> warnings) {
    this.parts = parts;
    this.settings = settings;
    this.assembly = assembly;
    this.warnings = warnings;
  }

  /** The available event sources. */
  public Collection<String> loadedSources() {
    return parts.now().eventSources();
  }

  /** The event sources that are opened. A selection has no effect on a replay, because the file determines the sources. */
  public SequencedSet<String> enabledSources() throws EngineException {
    boolean replay = settings.engineKind().equals(SourceChoice.REPLAY);
    return SourceSelection.of(
        loadedSources(),
        replay ? List.of() : settings.enabledSources(),
        replay ? List.of() : settings.disabledSources());
  }

  /** Logs a warning if these rules can never raise an alert with the current settings. */
  void warnOfSilence(LoadResult loaded) {
    try {
      SilentSettingCheck.lines(loaded, enabledSources(), settings).forEach(warnings);
    } catch (EngineException e) {
      warnings.accept(Reason.of(e));
    }
  }

  /** Loads the current rules, and compiles them to trees. */
  public RuleGeneration load() throws Exception {
    return load(assembly.ingredients());
  }

  /** Loads the rules of this input, and compiles them to trees. An error ends the start, as in Falco. */
  public RuleGeneration load(GenerationInput first) throws Exception {
    LoadResult loaded = LoadedRuleCheck.load(first, assembly.load(first), assembly.warnings());
    RunStartLog.selection(first.settings().rules().selection());
    RunStartLog.hostName(first.settings().alerts().givenHostName());
    BufferText.printInBase64(first.settings().alerts().base64());
    warnOfSilence(loaded);
    return assembly.trees(first, loaded, null);
  }
}
