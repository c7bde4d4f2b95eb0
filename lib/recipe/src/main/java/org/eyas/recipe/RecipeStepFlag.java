package org.eyas.recipe;

/** An option in the parentheses of a step. */
public enum RecipeStepFlag {
  /** The value is its default if the call failed. */
  OK(1),
  /** The default is -1 instead of 0. */
  ONES(2),
  /** 4 bytes become 8 with their sign. */
  SIGNED(4),
  /** Only the first row that matches counts. */
  FIRST_MATCH(8),
  /** The other end of a connection comes first. */
  IN(16),
  /** A connection in progress counts as success. */
  PROGRESS(32),
  /** The value is its default unless the result is 0. */
  ZERO(64),
  /** 4 bytes become 8 without a sign. */
  UNSIGNED(128);

  private final int bit;

  RecipeStepFlag(int bit) {
    this.bit = bit;
  }

  /** The bit of the flag in {@link RecipeStep#flags}, and in {@code plain.h} of the eBPF probe. */
  public int bit() {
    return bit;
  }
}
