package org.eyas.driver.ptrace.event;

import org.eyas.recipe.RecipeStep;

/** The instructions of one class of steps, such as those of sockets. */
@FunctionalInterface
interface InstructionSet {
  /** Makes the instruction of a step. The kind of the step must belong to this class. */
  RecipeInstruction of(RecipeStep step);
}
