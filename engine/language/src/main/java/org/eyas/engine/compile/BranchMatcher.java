package org.eyas.engine.compile;

import org.eyas.engine.compile.node.Frame;

/** The reference implementation of a matcher, which walks the branches as a tree. */
public record BranchMatcher(Branch[] branches) implements Matcher {
  @Override
  public void match(Frame frame, Hits hits) {
    for (Branch branch : branches) {
      branch.run(frame, hits);
    }
  }
}
