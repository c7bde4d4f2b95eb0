package org.eyas.console.page.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.RulesInUse;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleSetView.State;
import org.eyas.console.page.TimeElement;
import org.jspecify.annotations.Nullable;

/**
 * The result of saving a rule document.
 *
 * @param name of the document
 * @param since when the engine began to use it; null if it does not
 * @param rules which of its rules run; empty if the engine does not use it
 * @param problem why the engine does not use it; empty if it does, or has not loaded it yet
 * @param loading whether the engine has not loaded it yet
 */
record RuleSaveResult(String name, @Nullable TimeElement since, String rules, String problem, boolean loading) {
  /** @param saved the document as it is in its file */
  static RuleSaveResult of(RuleDocument saved, Optional<RuleControl> control) {
    String name = saved.name();
    if (control.isEmpty()) {
      return new RuleSaveResult(name, null, "", "the engine is not running", false);
    }
    RulesInUse use = control.get().inUse();
    if (control.get().documents().contains(saved)) {
      List<RuleStatus> own = control.get().rules().stream().filter(rule -> rule.document().equals(name)).toList();
      return new RuleSaveResult(name, TimeElement.at(use.since()), counts(own), "", false);
    }
    return new RuleSaveResult(name, null, "", use.problem(), use.problem().isEmpty());
  }

  private static String counts(List<RuleStatus> rules) {
    String parked =
        of(rules, State.PARKED).stream().map(rule -> rule.rule().name() + ": " + rule.rule().reason())
            .collect(Collectors.joining("; "));
    int disabled = of(rules, State.DISABLED).size();
    return of(rules, State.ENABLED).size() + " active"
        + (disabled == 0 ? "" : ", " + disabled + " disabled")
        + (parked.isEmpty() ? "" : ", " + of(rules, State.PARKED).size() + " parked (" + parked + ")");
  }

  private static List<RuleStatus> of(List<RuleStatus> rules, State state) {
    return rules.stream().filter(rule -> rule.rule().state() == state).toList();
  }
}
