package org.eyas.engine.compile;

import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.compile.node.Freezer;
import org.jspecify.annotations.Nullable;

/**
 * Decides single conditions in Kleene's three-valued logic: true, false, or open because a value is pending. Exact but
 * slow, so it only runs after an event for which the {@link Matcher} read a pending value. Used by the thread of one
 * event loop.
 *
 * <p>An open condition becomes its <em>residual</em>: a condition of the open checks only. Values that were not pending
 * were read at the event and are constants of the residual, so that only pending fields are read again.
 */
public final class PartialEvaluator {
  private final Freezer freezer = new Freezer();
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());
  private @Nullable Frame frame;

  /**
   * Decides a condition, or its residual, as far as possible.
   *
   * @return {@link Always} if it is decided, otherwise the residual
   */
  public TypedExpr decide(TypedExpr condition, Event event) {
    return Kleene.fold(condition, predicate -> check(predicate, event));
  }

  /** Whether a condition holds if every pending value counts as absent. */
  public boolean holds(TypedExpr condition, Event event) {
    return Kleene.fold(condition, predicate -> Always.of(test(predicate, event))).equals(Always.TRUE);
  }

  private TypedExpr check(Predicate predicate, Event event) {
    boolean answer = test(predicate, event);
    return frame(event).sawPending() ? frozen(predicate, event) : Always.of(answer);
  }

  private boolean test(Predicate predicate, Event event) {
    Condition condition = compiled(predicate);
    Frame own = frame(event);
    own.begin(event); // every check reads its values again, so that the frame shows whether one of its own is pending
    return condition.test(own);
  }

  private Frame frame(Event event) {
    Frame own = frame;
    if (own == null) {
      own = new Frame(0, event);
      frame = own;
    }
    return own;
  }

  // Checks with values of one event are not cached, because their number is not limited.
  private Condition compiled(Predicate predicate) {
    boolean frozen =
        Freezer.isFrozen(predicate.left()) || predicate instanceof ValueCheck check && Freezer.isFrozen(check.right());
    return (frozen ? new ConditionCompiler(Set.of()) : compiler).compile(predicate);
  }

  /**
   * The residual of a check, with its other values read; false if one of these is absent, because then no pending value
   * can make the check true.
   */
  private TypedExpr frozen(Predicate predicate, Event event) {
    TypedValue left = freezer.freeze(predicate.left(), event);
    TypedValue right = predicate instanceof ValueCheck check ? freezer.freeze(check.right(), event) : left;
    return Freezer.isAbsent(left) || Freezer.isAbsent(right) ? Always.FALSE : with(predicate, left, right);
  }

  private static TypedExpr with(Predicate predicate, TypedValue left, TypedValue right) {
    return switch (predicate) {
      case TypedExpr.Exists exists -> new TypedExpr.Exists(left);
      case TypedExpr.TextCheck c -> new TypedExpr.TextCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedExpr.NumberCheck c -> new TypedExpr.NumberCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedExpr.AddressCheck c -> new TypedExpr.AddressCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedExpr.NetworkCheck c -> new TypedExpr.NetworkCheck(left, c.operator(), c.modifier(), c.constants());
      case TypedExpr.RegexCheck c -> new TypedExpr.RegexCheck(left, c.modifier(), c.patterns());
      case ValueCheck c -> new ValueCheck(left, c.operator(), right);
    };
  }
}
