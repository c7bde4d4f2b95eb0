package org.eyas.core.compile;

/** The reference implementation: walks the branches as they are. */
record BranchMatcher(Branch[] branches) implements Matcher {
  @Override
  public void match(Frame frame, Hits hits) {
    for (Branch branch : branches) {
      branch.run(frame, hits);
    }
  }
}
