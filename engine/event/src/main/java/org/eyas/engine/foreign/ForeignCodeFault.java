package org.eyas.engine.foreign;

/**
 * Thrown if code of another bundle failed. The guard of that code has counted and logged the failure. The exception has
 * no stack trace, because a guard throws the same object again.
 */
public final class ForeignCodeFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** @param origin the bundle or service whose code failed, in the words of messages */
  public ForeignCodeFault(String origin) {
    super(origin + " failed", null, false, false);
  }
}
