package org.eyas.core.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.RemovedFields;
import org.eyas.engine.guard.GuardedFields;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;

/**
 * Parks rules whose condition reads fields of a bundle that left, because the condition would always be false or always
 * be true. A rule that only prints such a field continues without the value. The same applies to fields that were taken
 * out because of faults.
 */
final class RuleParking {
  private RuleParking() {}

  /** @param out the reasons why fields were taken out, by field name */
  static LoadResult park(LoadResult loaded, Map<String, String> out) {
    List<LoadedRule> alive = new ArrayList<>();
    List<ParkedRule> parked = new ArrayList<>(loaded.parked());
    for (LoadedRule rule : loaded.rules()) {
      Optional<String> reason = reason(rule, out);
      if (reason.isEmpty()) {
        alive.add(rule);
      } else {
        parked.add(parked(rule, reason.get()));
      }
    }
    return new LoadResult(
        loaded.report(), alive, parked, loaded.catalogs(), loaded.missingPlugin(), loaded.book(), loaded.version());
  }

  private static ParkedRule parked(LoadedRule rule, String reason) {
    return new ParkedRule(
        rule.name(),
        rule.written().description(),
        rule.source(),
        rule.alert().priority(),
        rule.alert().tags(),
        rule.written().place(),
        reason);
  }

  private static Optional<String> reason(LoadedRule rule, Map<String, String> out) {
    Optional<String> fault =
        rule.neededFields().stream()
            .filter(use -> use.provider() instanceof GuardedFields)
            .map(use -> out.get(use.definition().name()))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder());
    return fault.isPresent() ? fault : departure(rule);
  }

  private static Optional<String> departure(LoadedRule rule) {
    String gone =
        rule.neededFields().stream()
            .filter(use -> use.provider() instanceof RemovedFields)
            .map(FieldUse::text)
            .sorted()
            .collect(Collectors.joining(", "));
    return gone.isEmpty() ? Optional.empty() : Optional.of("the bundle that offers " + gone + " left");
  }
}
