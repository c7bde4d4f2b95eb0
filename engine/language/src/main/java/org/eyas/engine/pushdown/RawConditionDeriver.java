package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedCondition.And;
import org.eyas.engine.check.TypedCondition.Not;
import org.eyas.engine.check.TypedCondition.Or;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedConditionText;

/**
 * Derives a raw condition from a condition. Negation moves down to the checks (De Morgan). A check that parameters do
 * not decide becomes true, whether it is negated or not. "And" and "or" are monotone, so the result is true whenever
 * the condition is.
 *
 * <p>A part that depends on the thread alone becomes a class of threads; the part is as large as possible. A pending
 * value makes the answer of a class unknown. Only fields of an enricher can be pending, and no other raw condition
 * depends on them.
 */
final class RawConditionDeriver {
  /** Makes the raw condition that a condition on the thread alone has an answer. */
  @FunctionalInterface
  interface ThreadConditionDeriver {
    /** No condition on the thread limits an event. */
    ThreadConditionDeriver UNDECIDED = (condition, answer) -> RawCondition.Always.TRUE;

    RawCondition of(TypedCondition condition, boolean answer);
  }

  private final EventType type;
  private final ThreadConditionDeriver threads;

  /**
   * @param type the type of the events; conditions are specialized for it before
   * @param threads makes the raw conditions for conditions on the thread alone
   */
  RawConditionDeriver(EventType type, ThreadConditionDeriver threads) {
    this.type = type;
    this.threads = threads;
  }

  /** True for every event for which the condition has the answer. */
  RawCondition derive(TypedCondition condition, boolean answer) {
    if (ThreadConditions.isOfThread(condition)) {
      return threads.of(flat(condition), answer);
    }
    return switch (condition) {
      case Always always -> always.answer() == answer ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
      case Not not -> derive(not.child(), !answer);
      case And and -> joined(grouped(and, And.class, And::new), answer, answer);
      case Or or -> joined(grouped(or, Or.class, Or::new), answer, !answer);
      case Predicate check -> CheckImplications.of(check, type).of(answer);
    };
  }

  /** The same condition, with all its parts in the form that {@link #grouped} gives them. */
  private static TypedCondition flat(TypedCondition condition) {
    return switch (condition) {
      case And and -> new And(children(and, And.class).toList());
      case Or or -> new Or(children(or, Or.class).toList());
      default -> condition;
    };
  }

  /** The children, with all children that depend on the thread alone joined to one, so that they take one class. */
  private static List<TypedCondition> grouped(TypedCondition joined, Class<?> form,
      Function<List<TypedCondition>, TypedCondition> join) {
    List<TypedCondition> all = children(joined, form).toList();
    List<TypedCondition> ofThread = all.stream().filter(ThreadConditions::isOfThread).toList();
    Stream<TypedCondition> together = ofThread.size() < 2 ? ofThread.stream() : Stream.of(join.apply(ofThread));
    return Stream.concat(together, all.stream().filter(child -> !ThreadConditions.isOfThread(child))).toList();
  }

  /** The children; a child that is joined in the same way is replaced by its own children. */
  private static Stream<TypedCondition> children(TypedCondition expr, Class<?> join) {
    if (!join.isInstance(expr)) {
      return Stream.of(expr);
    }
    List<TypedCondition> children = expr instanceof And and ? and.children() : ((Or) expr).children();
    return children.stream().flatMap(child -> children(child, join));
  }

  private RawCondition joined(List<TypedCondition> children, boolean answer, boolean all) {
    List<RawCondition> parts = children.stream().map(child -> derive(child, answer)).toList();
    return all ? RawConditions.allOf(parts) : RawConditions.anyOf(parts);
  }

  /** The checks that prevent parameters from deciding a condition, in the language of rules. */
  List<String> undecided(TypedCondition condition) {
    List<String> checks = new ArrayList<>();
    undecided(condition, true, checks);
    return checks;
  }

  private void undecided(TypedCondition condition, boolean answer, List<String> checks) {
    switch (condition) {
      case Always always -> {}
      case Not not -> undecided(not.child(), !answer, checks);
      case And and -> undecided(and.children(), answer, answer, checks);
      case Or or -> undecided(or.children(), answer, !answer, checks);
      case Predicate check -> checks.add((answer ? "" : "not ") + TypedConditionText.of(check));
    }
  }

  // One undecided alternative is enough to leave all alternatives undecided.
  private void undecided(List<TypedCondition> children, boolean answer, boolean all, List<String> checks) {
    for (TypedCondition child : children) {
      if (derive(child, answer).equals(RawCondition.Always.TRUE)) {
        undecided(child, answer, checks);
        if (!all) {
          return;
        }
      }
    }
  }
}
