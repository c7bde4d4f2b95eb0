package org.eyas.core.compile;

import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.compile.node.Condition;
import org.eyas.core.compile.node.Frame;

/**
 * Conditions as trees that can be asked part by part, for explaining them. The parts share what they read: a value is read
 * once per event. For one thread.
 */
public final class ConditionTrees {
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());

  /** A condition or any part of one. */
  public Condition of(TypedExpr expr) {
    return compiler.compile(expr);
  }

  /** A frame for all conditions made here. */
  public Frame newFrame(Event first) {
    return new Frame(0, first);
  }
}
