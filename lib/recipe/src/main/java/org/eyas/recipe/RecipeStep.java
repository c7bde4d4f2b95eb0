package org.eyas.recipe;

import java.util.List;

/**
 * A step of a recipe. It writes one parameter or a few parameters that belong together, or prepares the arguments of
 * later steps.
 *
 * @param arg the index of the argument of the call; {@link #RESULT} or {@link #NUMBER} for its result or its number
 * @param size the size of the value in bytes, for kinds with several sizes
 * @param flags the bits of {@link RecipeStepFlag}: only on success, with sign, ...
 * @param first another argument, an offset, a constant, or the first row of a table
 * @param second another argument, or the number of rows of the table
 */
public record RecipeStep(RecipeStepKind kind, int arg, int size, int flags, int first, int second) {
  /** The place of the call's result among the arguments. */
  public static final int RESULT = 6;
  /** The place of the call's number among the arguments. */
  public static final int NUMBER = 7;

  /** Whether the step has an option. */
  public boolean has(RecipeStepFlag flag) {
    return (flags & flag.bit()) != 0;
  }

  List<Integer> widths() {
    return kind.widths(size);
  }
}
