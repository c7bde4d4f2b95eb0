package org.eyas.testkit;

import org.eyas.api.control.OwnHealth;

/** Keeps the problem that a bundle reported last. Any thread may call it. */
public final class FakeOwnHealth implements OwnHealth {
  private volatile String problem = "";

  /** The current problem; empty if there is none. */
  public String problem() {
    return problem;
  }

  @Override
  public void reportProblem(String text) {
    problem = text;
  }

  @Override
  public void clear() {
    problem = "";
  }
}
