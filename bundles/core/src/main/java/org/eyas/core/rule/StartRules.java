package org.eyas.core.rule;

import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.eyas.api.failure.Reason;
import org.eyas.core.part.EngineParts;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.SourceSelection;
import org.eyas.core.source.StartLog;
import org.eyas.engine.field.BufferText;
import org.eyas.engine.loop.Generation;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.supervision.SourceChoice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares a run before its first event: selects the event sources, and loads and compiles the rules. */
@Component(service = StartRules.class)
public final class StartRules {
  private static final Logger LOG = LoggerFactory.getLogger(StartRules.class);

  private final EngineParts parts;
  private final EngineSettings settings;
  private final Assembly assembly;
  private final Consumer<String> warnings;

  @Activate
  public StartRules(
      @Reference EngineParts parts, @Reference EngineSettings settings, @Reference Assembly assembly) {
    this(parts, settings, assembly, LOG::warn);
  }

  /** @param warnings receives log lines */
  StartRules(EngineParts parts, EngineSettings settings, Assembly assembly, Consumer<String> warnings) {
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
      Silence.lines(loaded, enabledSources(), settings).forEach(warnings);
    } catch (EngineException e) {
      warnings.accept(Reason.of(e));
    }
  }

  /** Loads the current rules, and compiles them to trees. */
  public Generation load() throws Exception {
    return load(assembly.ingredients());
  }

  /** Loads the rules of this input, and compiles them to trees. An error ends the start, as in Falco. */
  public Generation load(Ingredients first) throws Exception {
    LoadResult loaded = RulesAtStart.load(assembly.load(first), assembly.warnings());
    StartLog.selection(first.settings().rules().selection());
    StartLog.hostName(first.settings().alerts().givenHostName());
    BufferText.printInBase64(first.settings().alerts().base64());
    warnOfSilence(loaded);
    return assembly.trees(first, loaded, null);
  }
}
