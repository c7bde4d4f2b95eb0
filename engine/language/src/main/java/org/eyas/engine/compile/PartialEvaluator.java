package org.eyas.engine.compile;

import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.compile.node.ValueFreezer;
import org.jspecify.annotations.Nullable;

/**
 * Decides single conditions in Kleene's three-valued logic: true, false, or open because a value is pending. Exact but
 * slow, so it only runs after an event for which the {@link RuleMatcher} read a pending value. Used by the thread of one
 * event loop.
 *
 * <p>An open condition becomes its <em>residual</em>: a condition of the open checks only. Values that were not pending
 * were read at the event and are constants of the residual, so that only pending fields are read again.
 */
public final class PartialEvaluator {
  private final ValueFreezer freezer = new ValueFreezer();
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());
  private @Nullable EvaluationFrame frame;

  /**
   * Decides a condition, or its residual, as far as possible.
   *
   * @return {@link Always} if it is decided, otherwise the residual
   */
  public TypedCondition decide(TypedCondition condition, Event event) {
    return KleeneLogic.fold(condition, predicate -> check(predicate, event));
  }

  /** Whether a condition holds if every pending value counts as absent. */
  public boolean holds(TypedCondition condition, Event event) {
    return KleeneLogic.fold(condition, predicate -> Always.of(test(predicate, event))).equals(Always.TRUE);
  }

  private TypedCondition check(Predicate predicate, Event event) {
    boolean answer = test(predicate, event);
    return frame(event).sawPending() ? frozen(predicate, event) : Always.of(answer);
  }

  private boolean test(Predicate predicate, Event event) {
    CompiledCondition condition = compiled(predicate);
    EvaluationFrame own = frame(event);
    own.begin(event); // every check reads its values again, so that the frame shows whether one of its own is pending
    return condition.test(own);
  }

  private EvaluationFrame frame(Event event) {
    EvaluationFrame own = frame;
    if (own == null) {
      own = new EvaluationFrame(0, event);
      frame = own;
    }
    return own;
  }

  // Checks with values of one event are not cached, because their number is not limited.
  private CompiledCondition compiled(Predicate predicate) {
    boolean frozen =
        ValueFreezer.isFrozen(predicate.left()) || predicate instanceof ValueCheck check && ValueFreezer.isFrozen(check.right());
    return (frozen ? new ConditionCompiler(Set.of()) : compiler).compile(predicate);
  }

  /**
   * The residual of a check, with its other values read; false if one of these is absent, because then no pending value
   * can make the check true.
   */
  private TypedCondition frozen(Predicate predicate, Event event) {
    TypedValue left = freezer.freeze(predicate.left(), event);
    TypedValue right = predicate instanceof ValueCheck check ? freezer.freeze(check.right(), event) : left;
    return ValueFreezer.isAbsent(left) || ValueFreezer.isAbsent(right) ? Always.FALSE : with(predicate, left, right);
  }

  private static TypedCondition with(Predicate predicate, TypedValue left, TypedValue right) {
    return switch (predicate) {
      case TypedCondition.Exists exists -> new TypedCondition.Exists(left);
      case TypedCondition.TextCheck c -> new TypedCondition.TextCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedCondition.NumberCheck c -> new TypedCondition.NumberCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedCondition.AddressCheck c -> new TypedCondition.AddressCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedCondition.NetworkCheck c -> new TypedCondition.NetworkCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedCondition.RegexCheck c -> new TypedCondition.RegexCheck(left, c.modifier(), c.patterns());
      case ValueCheck c -> new ValueCheck(left, c.operator(), right);
    };
  }
}
