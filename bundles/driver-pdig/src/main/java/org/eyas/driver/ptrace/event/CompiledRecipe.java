package org.eyas.driver.ptrace.event;

/**
 * A recipe that can run.
 *
 * @param event the code of the event
 * @param parameters the number of parameters that the instructions write together
 * @param onlyFailed true if only failed calls have this event
 * @param ofMessages true if each message of the call has an event
 */
record CompiledRecipe(
    int event, int parameters, boolean onlyFailed, boolean ofMessages, RecipeInstruction[] instructions) {

  void run(EventDraft draft) {
    for (RecipeInstruction instruction : instructions) {
      instruction.run(draft);
    }
  }
}
