package org.eyas.engine.compile;

import org.eyas.engine.compile.node.EvaluationFrame;

/** Evaluates the rules of an event's type: a tree of {@link RuleBranch}es, or a class generated from one. */
public interface RuleMatcher {
  void match(EvaluationFrame frame, MatchedRules hits);
}
