package org.eyas.driver.ptrace.event;

import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeTable;

/** Turns recipes into instructions, once, before the first event. */
final class RecipeCompiler {
  private final InstructionSet simple;
  private final InstructionSet plain;
  private final InstructionSet files;
  private final InstructionSet sockets;
  private final InstructionSet process;
  private final InstructionSet program;

  RecipeCompiler(RecipeTable recipes, int snaplen, StepContext around) {
    ValueSteps steps = new ValueSteps(recipes.translations(), snaplen);
    simple = steps;
    plain = new SingleCallSteps(steps);
    files = new FileSteps(steps, around);
    sockets = new SocketSteps(around.sockets());
    process = new ProcessSteps(steps, around.kernel(), around.folders(), around.thread());
    program = new ProgramSteps(around.kernel(), around.folders(), around.thread());
  }

  CompiledRecipe compile(EventRecipe recipe) {
    // Details go with events of the probe alone.
    RecipeInstruction[] instructions =
        recipe.steps().stream().filter(step -> !step.kind().isDetail()).map(this::instruction).toArray(RecipeInstruction[]::new);
    boolean ofMessages = recipe.program() == EventRecipe.Program.MESSAGES;
    return new CompiledRecipe(
        recipe.event(), recipe.widths().size(), recipe.onlyFailed(), ofMessages, instructions);
  }

  private RecipeInstruction instruction(RecipeStep step) {
    InstructionSet set =
        switch (step.kind()) {
          case MOVED, NUMBER, FD, BITS, TEXT, LOAD, EMPTY, CONSTANT, WRITTEN, READ, OPEN_MODE, MASK, TIMESPEC, PEEK,
              MOUNT_FLAGS, UNDER ->
            simple;
          case BYTES, VECTOR_WRITTEN, VECTOR_READ, VECTOR_SIZE, POLLED, DEVICE_NUMBER, PTRACE_ADDRESS, PTRACE_DATA, PRCTL,
              FSCONFIG, HEADER, SEM_VALUE, SEM_OPERATIONS, OPTION_NAME, KEYCTL, QUOTACTL ->
            plain;
          case OPEN_FLAGS, DEVICE, LAYER, FD_INODE, FILE_PATH, NAME -> files;
          case SOCKADDR, TUPLE, QUEUE, PAIR, OPTION -> sockets;
          case IDS, USAGE, MEMORY, COMM, CGROUPS, CLONE_FLAGS, EUID, EGID, INNER_IDS, NAMESPACE_START, SESSION,
              CAPABILITIES, PGID, EXIT ->
            process;
          case PROGRAM, ENVIRONMENT, EXE_FLAGS, EXE_INODE, EXE_PATH, KERNEL_TEXT, ARGV, ENVP -> program;
          case ONLY, GIVEN, REAL, NEW_ROOT, ATTRIBUTE, OPTIONS, INODE_FLAGS, XFLAGS, MTIME ->
            throw new IllegalArgumentException("a detail: " + step);
        };
    return set.of(step);
  }
}
