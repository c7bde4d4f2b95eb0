package org.eyas.core.foreign;

/** Code of another bundle failed; its guard has counted and logged the failure. Has no stack trace: a guard throws the same one again. */
public final class ForeignFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** @param origin whose code failed, as messages name it */
  public ForeignFault(String origin) {
    super(origin + " failed", null, false, false);
  }
}
