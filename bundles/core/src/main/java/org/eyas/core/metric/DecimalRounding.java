package org.eyas.core.metric;

/** Rounds numbers for display. */
final class DecimalRounding {
  private DecimalRounding() {}

  /** Rounds to one decimal, as Falco does. */
  static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
