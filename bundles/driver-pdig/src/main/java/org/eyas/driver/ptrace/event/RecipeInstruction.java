package org.eyas.driver.ptrace.event;

/**
 * A step of a recipe that can run: writes one parameter or a few, or prepares the arguments of later steps. Made once; runs on the
 * tracer's thread for each event of its recipe, and does not allocate.
 */
@FunctionalInterface
interface RecipeInstruction {
  void run(EventDraft event);
}
