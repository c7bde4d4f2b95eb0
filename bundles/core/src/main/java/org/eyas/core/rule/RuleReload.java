package org.eyas.core.rule;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.config.Reload;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.EngineServices;
import org.eyas.core.part.ServiceSnapshot;
import org.eyas.core.rule.RunningRules.Prepared;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.setting.SettingsSnapshot;
import org.eyas.engine.field.text.BufferText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reload of the configuration: loads and compiles the rules of another configuration while the current rules run,
 * and then replaces the current rules. If loading fails, nothing changes. All of this happens on the thread {@code
 * assemble}.
 */
@Component
public final class RuleReload implements Reload {
  private static final Logger LOG = LoggerFactory.getLogger(RuleReload.class);
  private static final int RULES_COME_MILLIS = 2_000;

  private final RunningRules rules;
  private final EngineServices parts;
  private final EngineSettings settings;
  private final AlertOutputs outputs;

  @Activate
  public RuleReload(
      @Reference RunningRules rules,
      @Reference EngineServices parts,
      @Reference EngineSettings settings,
      @Reference AlertOutputs outputs) {
    this.rules = rules;
    this.parts = parts;
    this.settings = settings;
    this.outputs = outputs;
  }

  @Override
  public Candidate prepare(Map<String, Map<String, Object>> configurations) throws RefusedException {
    try {
      rules.awaitStart();
      return rules.call(() -> candidate(configurations));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("the engine is shutting down");
    } catch (CancellationException | RejectedExecutionException e) {
      throw new RefusedException("the engine is shutting down");
    } catch (EngineException | RuleReadException | IllegalArgumentException e) {
      throw new RefusedException(Reason.of(e));
    } catch (Exception e) {
      LOG.error("a reload failed due to an internal error", e);
      throw new RefusedException(e.toString());
    }
  }

  private Candidate candidate(Map<String, Map<String, Object>> configurations) throws Exception {
    SettingsSnapshot wanted = EngineSettings.candidate(configurations);
    ServiceSnapshot now = parts.now();
    GenerationInput next = new GenerationInput(now, now.documents(configurations), wanted);
    GenerationInput before = rules.ingredients();
    if (before != null && next.yieldsSameRulesAs(before)) {
      return new Ready(false, rules.unchanged(next), configurations);
    }
    Prepared prepared = rules.prepare(next);
    if (!now.expectRules(configurations)) {
      LoadedRuleCheck.requireRules(prepared.generation().loaded());
    }
    return new Ready(true, prepared, configurations);
  }

  private final class Ready implements Candidate {
    private final boolean changed;
    private final Prepared prepared;
    private final Map<String, Map<String, Object>> configurations;

    Ready(boolean changed, Prepared prepared, Map<String, Map<String, Object>> configurations) {
      this.changed = changed;
      this.prepared = prepared;
      this.configurations = configurations;
    }

    @Override
    public boolean changed() {
      return changed;
    }

    @Override
    public String publish() {
      try {
        boolean complete = !prepared.ingredients().parts().expectRules(configurations);
        return publishAll(complete ? prepared : completed(prepared, configurations));
      } catch (Exception e) {
        LOG.error("Settings were reloaded, but the previous rules stay in use: {}", Reason.of(e));
        return "settings only";
      }
    }
  }

  /**
   * A candidate that includes the documents of a provider that started only because the configuration was written.
   * Without these documents, the provider's rules would be missing for a moment.
   */
  private Prepared completed(Prepared prepared, Map<String, Map<String, Object>> configurations) throws Exception {
    parts.awaitRules(configurations, RULES_COME_MILLIS);
    return rules.call(
        () -> {
          ServiceSnapshot now = parts.now();
          SettingsSnapshot wanted = prepared.ingredients().settings();
          return rules.prepare(new GenerationInput(now, now.documents(configurations), wanted));
        });
  }

  private String publishAll(Prepared next) throws Exception {
    return rules.call(
        () -> {
          SettingsSnapshot wanted = next.ingredients().settings();
          settings
              .now()
              .changedForTheNextStart(wanted)
              .forEach(key -> LOG.warn("{} has changed; this takes effect at the next start", key));
          settings.apply(wanted);
          BufferText.printInBase64(wanted.alerts().base64());
          outputs.render(wanted.alerts().render());
          rules.publish(next);
          return RuleChangesText.summary(next.generation(), next.ingredients().documents());
        });
  }
}
