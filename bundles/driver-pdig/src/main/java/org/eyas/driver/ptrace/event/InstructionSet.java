package org.eyas.driver.ptrace.event;

import org.eyas.recipe.RecipeStep;

/** The instructions for one class of recipe steps, such as the steps about sockets. */
@FunctionalInterface
interface InstructionSet {
  /** Makes the instruction of a step. The kind of the step must belong to this class. */
  RecipeInstruction of(RecipeStep step);
}
