package org.eyas.engine.compile;

/** A back end of the rule compiler: makes a matcher from the branches of one event code. May take milliseconds; any thread calls it. */
public interface MatcherFactory {
  /** The branches themselves, walked as a tree: the reference, and the fastest to make. */
  MatcherFactory TREE = BranchMatcher::new;

  /** A matcher that adds the same hits in the same order as {@link Branch#run} of all branches. */
  Matcher matcher(Branch[] branches);
}
