package org.eyas.fields.hash;

/** Says why a file has no hash. It is expected, so it has no stack trace. */
final class HashFailureException extends Exception {
  private static final long serialVersionUID = 1L;

  final HashFailure reason;

  HashFailureException(HashFailure reason) {
    super(reason.label(), null, false, false);
    this.reason = reason;
  }
}
