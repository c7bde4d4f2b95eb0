package org.eyas.engine.compile;

import org.eyas.engine.compile.node.EvaluationFrame;

/** The reference implementation of a matcher, which walks the branches as a tree. */
public record BranchMatcher(RuleBranch[] branches) implements RuleMatcher {
  @Override
  public void match(EvaluationFrame frame, MatchedRules hits) {
    for (RuleBranch branch : branches) {
      branch.run(frame, hits);
    }
  }
}
