package org.eyas.driver.ebpf.recipe;

/** An option in the parentheses of a step. {@code bit} is its value in {@code plain.h} of the probe. */
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
