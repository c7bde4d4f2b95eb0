package org.eyas.core.rule;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.part.EngineServices;
import org.eyas.core.part.ServiceSnapshot;
import org.eyas.core.setting.EngineSettings;

/**
 * Creates the input for the next generation of rules, after sources, rules, fields, enrichers or settings have changed.
 */
final class NextGenerationInput {
  /**
   * The time for which the rules of a bundle stay after it left. When a bundle is updated, it leaves and comes back.
   */
  static final long RULES_BACK_MILLIS = 5_000;

  private static final long RULES_BACK_NANOS = TimeUnit.MILLISECONDS.toNanos(RULES_BACK_MILLIS);

  private final EngineServices parts;
  private final EngineSettings settings;
  private volatile long rulesLeftNanos = System.nanoTime() - RULES_BACK_NANOS;

  NextGenerationInput(EngineServices parts, EngineSettings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** Notes that a provider of rules left. May be called from any thread. */
  void rulesLeft() {
    rulesLeftNanos = System.nanoTime();
  }

  /**
   * The current input. Called on the thread {@code assemble}.
   *
   * @param before the input for the rules in use
   * @param rejected receives the reason why changed documents cannot be read; then the previous documents stay
   */
  GenerationInput after(GenerationInput before, Consumer<String> rejected) {
    ServiceSnapshot now = partsAfter(before);
    return new GenerationInput(now, documents(now, before, rejected), settings.now());
  }

  // The current services. If a rule provider left a moment ago, its previous rules are included.
  private ServiceSnapshot partsAfter(GenerationInput before) {
    ServiceSnapshot now = parts.now();
    boolean mayBeBack = System.nanoTime() - rulesLeftNanos < RULES_BACK_NANOS;
    return mayBeBack && now.rules().size() < before.parts().rules().size() ? now.with(before.parts().rules()) : now;
  }

  // Documents are read when their providers report a change, not when a field comes or goes.
  private static List<RuleDocument> documents(ServiceSnapshot now, GenerationInput before, Consumer<String> rejected) {
    if (now.rules().equals(before.parts().rules())) {
      return before.documents();
    }
    try {
      return now.documents();
    } catch (RuleReadException e) {
      rejected.accept(Reason.of(e));
      return before.documents();
    }
  }
}
