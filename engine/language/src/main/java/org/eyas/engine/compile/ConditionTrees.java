package org.eyas.engine.compile;

import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Frame;

/**
 * Conditions as trees that can be evaluated part by part, to explain them. The parts share their values: a value is read
 * once per event. For one thread.
 */
public final class ConditionTrees {
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());

  /** The executable form of a condition or of a part of one. */
  public Condition of(TypedExpr expr) {
    return compiler.compile(expr);
  }

  /** A frame for all conditions that were compiled here. */
  public Frame newFrame(Event first) {
    return new Frame(0, first);
  }
}
