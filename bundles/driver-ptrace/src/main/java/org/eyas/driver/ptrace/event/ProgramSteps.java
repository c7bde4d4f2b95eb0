package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.eyas.recipe.Step;

/** Steps about the program that a process runs: its file, arguments and environment. */
final class ProgramSteps implements InstructionSet {
  private static final int TEXTS_MAX = 4096;
  private static final int POINTERS = 16; // of the arguments and of the environment of an exec that failed
  private static final int TEXT_MAX = 4096;
  private static final int IS_WRITABLE = 1; // flags of an exec
  private static final int ON_UPPER_LAYER = 2;
  private static final int IN_MEMORY = 4;
  private static final int ON_LOWER_LAYER = 8;
  private static final byte[] EXE = ProcPath.bytes("/exe");

  private final ProcPath paths;
  private final ThreadFacts thread;
  private final FileFacts file;
  private final LinkTarget target;
  private final ExecutableAccess access;
  private final OverlayLayers layers;
  private final AuxiliaryVector auxiliary;
  private final byte[] joined = new byte[TEXTS_MAX + TEXT_MAX];

  ProgramSteps(SystemCalls kernel, ProcPath paths, ThreadFacts thread) {
    this.paths = paths;
    this.thread = thread;
    file = new FileFacts(kernel);
    target = new LinkTarget(kernel);
    access = new ExecutableAccess(kernel, paths, thread);
    layers = new OverlayLayers(kernel);
    auxiliary = new AuxiliaryVector(kernel, paths);
  }

  @Override
  public Instruction of(Step step) {
    return switch (step.kind()) {
      case PROGRAM -> this::putProgram;
      case ENVIRONMENT -> event -> event.putTexts(
          thread.field(ThreadFacts.ENVIRONMENT), thread.field(ThreadFacts.ENVIRONMENT_END), TEXTS_MAX);
      case ARGV -> event -> putArguments(event, event.argument(step.arg()));
      case ENVP -> event -> putPointed(event, event.argument(step.arg()), 0, TEXTS_MAX);
      case EXE_FLAGS -> this::putFlags;
      case EXE_INODE -> this::putInode;
      case EXE_PATH -> this::putPath;
      case KERNEL_TEXT -> event -> event.putText(auxiliary.executedName(event.tid()));
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
    long start = thread.field(ThreadFacts.ARGUMENTS);
    int name = event.putText(start);
    event.putTexts(start + name, thread.field(ThreadFacts.ARGUMENTS_END), TEXTS_MAX - name);
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
    boolean isKnown = look(event);
    int layer = layers.of(SystemCalls.AT_FDCWD, paths.of(event.tid(), EXE), file);
    event.putInt(
        (isKnown && access.isWritable(event.tid(), file) ? IS_WRITABLE : 0)
            | (target.isMemfd() ? IN_MEMORY : 0)
            | (layer == OverlayLayers.UPPER ? ON_UPPER_LAYER : layer == OverlayLayers.LOWER ? ON_LOWER_LAYER : 0));
  }

  private boolean look(EventDraft event) {
    boolean isKnown = file.look(paths.of(event.tid(), EXE));
    target.read(paths.of(event.tid(), EXE), file.isLinked());
    return isKnown;
  }

  private void putInode(EventDraft event) {
    look(event);
    event.putLong(file.inode());
    event.putLong(file.changedNanos());
    event.putLong(file.modifiedNanos());
  }

  private void putPath(EventDraft event) {
    look(event);
    target.put(event);
  }
}
