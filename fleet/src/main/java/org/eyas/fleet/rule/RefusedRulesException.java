package org.eyas.fleet.rule;

/** Thrown if rule files cannot be used. The message is the report of the loader. */
public final class RefusedRulesException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedRulesException(String report) {
    super(report);
  }
}
