package org.eyas.core.fault;

/** Another bundle's code failed; its guard has counted and told it. One for each guard: it has no trace of its own. */
public final class ForeignFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  ForeignFault(Origin origin) {
    super(origin + " failed", null, false, false);
  }
}
