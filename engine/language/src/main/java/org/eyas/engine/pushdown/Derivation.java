package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedExpr.And;
import org.eyas.engine.check.TypedExpr.Not;
import org.eyas.engine.check.TypedExpr.Or;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedText;

/**
 * Derives a raw condition from a condition. Negation moves down to the checks (De Morgan); there, a check that parameters do not
 * decide becomes true, whether it is negated or not. "And" and "or" are monotone, so the result is true whenever the condition is.
 *
 * <p>A pending value changes nothing: only fields of enrichers can be pending, and no raw condition depends on them.
 */
final class Derivation {
  private final EventType type;

  /** @param type the type of the events; conditions are specialized for it before */
  Derivation(EventType type) {
    this.type = type;
  }

  /** True for every event for which the condition has the answer. */
  RawCondition of(TypedExpr condition, boolean answer) {
    return switch (condition) {
      case Always always -> always.answer() == answer ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
      case Not not -> of(not.child(), !answer);
      case And and -> joined(and.children(), answer, answer);
      case Or or -> joined(or.children(), answer, !answer);
      case Predicate check -> Implications.of(check, type).of(answer);
    };
  }

  private RawCondition joined(List<TypedExpr> children, boolean answer, boolean all) {
    List<RawCondition> parts = children.stream().map(child -> of(child, answer)).toList();
    return all ? RawConditions.allOf(parts) : RawConditions.anyOf(parts);
  }

  /** The checks because of which parameters do not decide a condition, in the language of rules. */
  List<String> undecided(TypedExpr condition) {
    List<String> checks = new ArrayList<>();
    undecided(condition, true, checks);
    return checks;
  }

  private void undecided(TypedExpr condition, boolean answer, List<String> checks) {
    switch (condition) {
      case Always always -> {}
      case Not not -> undecided(not.child(), !answer, checks);
      case And and -> undecided(and.children(), answer, answer, checks);
      case Or or -> undecided(or.children(), answer, !answer, checks);
      case Predicate check -> checks.add((answer ? "" : "not ") + TypedText.of(check));
    }
  }

  // Of alternatives, one that is not decided is enough to leave all of them undecided.
  private void undecided(List<TypedExpr> children, boolean answer, boolean all, List<String> checks) {
    for (TypedExpr child : children) {
      if (of(child, answer).equals(RawCondition.Always.TRUE)) {
        undecided(child, answer, checks);
        if (!all) {
          return;
        }
      }
    }
  }
}
