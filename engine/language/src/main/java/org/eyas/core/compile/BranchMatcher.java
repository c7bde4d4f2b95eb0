package org.eyas.core.compile;

/** The reference: branches are walked as they are. */
record BranchMatcher(Branch[] branches) implements Matcher {
  @Override
  public void match(Frame frame, Hits hits) {
    for (Branch branch : branches) {
      branch.run(frame, hits);
    }
  }
}
