package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.OverlayLayers;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;
import org.eyas.recipe.RecipeStep;

/** The recipe steps that write parameters about the program that a process runs: its file, arguments and environment. */
final class ProgramSteps implements InstructionSet {
  private static final int TEXTS_MAX = 4096;
  private static final int POINTERS = 16; // of the arguments and of the environment of an exec that failed
  private static final int TEXT_MAX = 4096;
  private static final int IS_WRITABLE = 1; // flags of an exec
  private static final int ON_UPPER_LAYER = 2;
  private static final int IN_MEMORY = 4;
  private static final int ON_LOWER_LAYER = 8;

  private final ThreadProcFolders folders;
  private final EventThreadFacts thread;
  private final ExecutableAccess access;
  private final OverlayLayers layers;
  private final byte[] joined = new byte[TEXTS_MAX + TEXT_MAX];

  ProgramSteps(TracerSystemCalls kernel, ThreadProcFolders folders, EventThreadFacts thread) {
    this.folders = folders;
    this.thread = thread;
    access = new ExecutableAccess(kernel, folders, thread);
    layers = new OverlayLayers(kernel);
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    return switch (step.kind()) {
      case PROGRAM -> this::putProgram;
      case ENVIRONMENT -> event -> event.putTexts(
          thread.field(EventThreadFacts.ENVIRONMENT), thread.field(EventThreadFacts.ENVIRONMENT_END), TEXTS_MAX);
      case ARGV -> event -> putArguments(event, event.argument(step.arg()));
      case ENVP -> event -> putPointed(event, event.argument(step.arg()), 0, TEXTS_MAX);
      case EXE_FLAGS -> this::putFlags;
      case EXE_INODE -> this::putInode;
      case EXE_PATH -> event -> thread.program().target().put(event);
      case KERNEL_TEXT -> event -> event.putText(executedName());
      default -> throw new IllegalArgumentException(step.kind() + " is not a step about programs");
    };
  }

  // The program's name and its arguments, as its own memory has them now.
  private void putProgram(EventDraft event) {
    if (event.result() < 0) {
      event.putEmpty();
      event.putEmpty();
      return;
    }
    long start = thread.field(EventThreadFacts.ARGUMENTS);
    long end = thread.field(EventThreadFacts.ARGUMENTS_END);
    if (!event.putFirstAndOthers(start, end, TEXTS_MAX)) { // not readable, too long, or overwritten without an end
      int name = event.putText(start);
      event.putTexts(start + name, end, TEXTS_MAX - name);
    }
  }

  // In memory: the arguments, the environment, then the path that was given to execve. It begins where the environment ends.
  private long executedName() {
    return thread.field(EventThreadFacts.ENVIRONMENT_END);
  }

  private void putArguments(EventDraft event, long array) {
    if (array == 0) { // no argv at all: an empty name
      event.putByte(0);
      event.putEmpty();
      return;
    }
    int name = event.putText(pointer(event, array));
    putPointed(event, array, 1, TEXTS_MAX - name);
  }

  private static long pointer(EventDraft event, long address) {
    return event.isNarrow() ? event.memory().intAt(address) : event.memory().longAt(address);
  }

  // The texts to which an array of pointers refers, one after the other.
  private void putPointed(EventDraft event, long array, int from, int most) {
    int width = event.isNarrow() ? 4 : 8;
    int length = 0;
    for (int i = from; array != 0 && i < POINTERS && length < most; i++) {
      long text = pointer(event, array + (long) i * width);
      if (text == 0) {
        break;
      }
      int size = event.memory().readText(text, TEXT_MAX);
      System.arraycopy(event.memory().bytes(), 0, joined, length, size);
      length += size;
    }
    length = Math.min(length, most);
    if (length > 0) {
      joined[length - 1] = 0;
    }
    event.putBytes(joined, 0, length);
  }

  private void putFlags(EventDraft event) {
    ProgramFile program = thread.program();
    int layer = layers.of(folders.of(event.tid()), ProgramFile.LINK, program.attributes());
    event.putInt(
        (access.isWritable(event.tid()) ? IS_WRITABLE : 0)
            | (program.target().isMemfd() ? IN_MEMORY : 0)
            | (layer == OverlayLayers.UPPER ? ON_UPPER_LAYER : layer == OverlayLayers.LOWER ? ON_LOWER_LAYER : 0));
  }

  private void putInode(EventDraft event) {
    FileAttributes file = thread.program().attributes();
    event.putLong(file.inode());
    event.putLong(file.changedNanos());
    event.putLong(file.modifiedNanos());
  }
}
