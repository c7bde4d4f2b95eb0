package org.eyas.engine.foreign;

/**
 * Code of another bundle failed; its guard has counted and logged the failure. Has no stack trace, because a guard throws
 * the same object again.
 */
public final class ForeignFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** @param origin whose code failed, in the words that messages use */
  public ForeignFault(String origin) {
    super(origin + " failed", null, false, false);
  }
}
