package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * Derives a raw condition from a condition. Negation moves down to the checks (De Morgan). A check that parameters do
 * not decide becomes true, whether it is negated or not. "And" and "or" are monotone, so the result is true whenever
 * the condition is.
 *
 * <p>A part that depends on the thread alone becomes a class of threads; the part is as large as possible. A pending
 * value makes the answer of a class unknown. Only fields of an enricher can be pending, and no other raw condition
 * depends on them.
 */
final class Derivation {
  /** Makes the raw condition that a condition on the thread alone has an answer. */
  @FunctionalInterface
  interface OfThreads {
    /** No condition on the thread limits an event. */
    OfThreads UNDECIDED = (condition, answer) -> RawCondition.Always.TRUE;

    RawCondition of(TypedExpr condition, boolean answer);
  }

  private final EventType type;
  private final OfThreads threads;

  /**
   * @param type the type of the events; conditions are specialized for it before
   * @param threads makes the raw conditions for conditions on the thread alone
   */
  Derivation(EventType type, OfThreads threads) {
    this.type = type;
    this.threads = threads;
  }

  /** True for every event for which the condition has the answer. */
  RawCondition of(TypedExpr condition, boolean answer) {
    if (ThreadConditions.isOfThread(condition)) {
      return threads.of(flat(condition), answer);
    }
    return switch (condition) {
      case Always always -> always.answer() == answer ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
      case Not not -> of(not.child(), !answer);
      case And and -> joined(grouped(and, And.class, And::new), answer, answer);
      case Or or -> joined(grouped(or, Or.class, Or::new), answer, !answer);
      case Predicate check -> Implications.of(check, type).of(answer);
    };
  }

  /** The same condition in the form that {@link #grouped} gives it. */
  private static TypedExpr flat(TypedExpr condition) {
    return switch (condition) {
      case And and -> new And(children(and, And.class).toList());
      case Or or -> new Or(children(or, Or.class).toList());
      default -> condition;
    };
  }

  /** The children, with all children that depend on the thread alone joined to one, so that they take one class. */
  private static List<TypedExpr> grouped(TypedExpr joined, Class<?> form, Function<List<TypedExpr>, TypedExpr> join) {
    List<TypedExpr> all = children(joined, form).toList();
    List<TypedExpr> ofThread = all.stream().filter(ThreadConditions::isOfThread).toList();
    Stream<TypedExpr> together = ofThread.size() < 2 ? ofThread.stream() : Stream.of(join.apply(ofThread));
    return Stream.concat(together, all.stream().filter(child -> !ThreadConditions.isOfThread(child))).toList();
  }

  /** The children; a child that is joined in the same way is replaced by its own children. */
  private static Stream<TypedExpr> children(TypedExpr expr, Class<?> join) {
    if (!join.isInstance(expr)) {
      return Stream.of(expr);
    }
    List<TypedExpr> children = expr instanceof And and ? and.children() : ((Or) expr).children();
    return children.stream().flatMap(child -> children(child, join));
  }

  private RawCondition joined(List<TypedExpr> children, boolean answer, boolean all) {
    List<RawCondition> parts = children.stream().map(child -> of(child, answer)).toList();
    return all ? RawConditions.allOf(parts) : RawConditions.anyOf(parts);
  }

  /** The checks that prevent parameters from deciding a condition, in the language of rules. */
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

  // One undecided alternative is enough to leave all alternatives undecided.
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
