package org.eyas.engine.compile;

/**
 * A back end of the rule compiler: makes a matcher from the branches of one event code. A call may take milliseconds;
 * any thread may call it.
 */
public interface RuleMatcherFactory {
  /** The back end that walks the branches as a tree. It is the reference, and the fastest to create. */
  RuleMatcherFactory TREE = RuleBranch.Tree::new;

  /** A matcher that adds the same hits in the same order as {@link RuleBranch#run} of all branches. */
  RuleMatcher matcher(RuleBranch[] branches);
}
