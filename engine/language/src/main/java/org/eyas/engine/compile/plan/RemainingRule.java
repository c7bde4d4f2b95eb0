package org.eyas.engine.compile.plan;

import java.util.List;
import java.util.Set;

/** A rule with its remaining conditions, which no earlier step of a plan has tested. */
public record RemainingRule(int key, List<RuleConjunct> parts) {
  RemainingRule without(Set<RuleConjunct> tested) {
    return new RemainingRule(key, parts.stream().filter(part -> !tested.contains(part)).toList());
  }
}
