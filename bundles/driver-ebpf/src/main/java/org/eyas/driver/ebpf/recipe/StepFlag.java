package org.eyas.driver.ebpf.recipe;

/** What a word in a step's parentheses adds; {@code bit} is its value in the probe's {@code plain.h}. */
enum StepFlag {
  OK(1),
  ONES(2),
  SIGNED(4),
  FIRST_MATCH(8),
  IN(16),
  PROGRESS(32),
  ZERO(64),
  UNSIGNED(128);

  final int bit;

  StepFlag(int bit) {
    this.bit = bit;
  }
}
