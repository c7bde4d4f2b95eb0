package org.eyas.engine.compile;

import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;

/**
 * Compiles conditions part by part, so that each part can be evaluated on its own for an explanation. The parts share
 * their values: a value is read once per event. For one thread.
 */
public final class ConditionTrees {
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());

  /** The executable form of a condition or of a part of one. */
  public CompiledCondition of(TypedCondition expr) {
    return compiler.compile(expr);
  }

  /** A frame for all conditions that this object compiled. */
  public EvaluationFrame newFrame(Event first) {
    return new EvaluationFrame(0, first);
  }
}
