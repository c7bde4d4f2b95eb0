package org.eyas.driver.ptrace.event;

import org.eyas.recipe.FlagTranslations;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeStepFlag;

/** The recipe steps that write numbers, texts and data, of which nearly every event consists. */
final class ValueSteps implements InstructionSet {
  /** O_CREAT and the bits of O_TMPFILE: with one of them, an open has a mode. */
  static final int MAY_CREATE = 0100 | 020200000;

  private static final int PERMISSIONS = 07777;
  private static final long MOUNT_MAGIC = 0xc0ed0000L; // old programs put it into the upper half of the flags of mount

  private final FlagTranslations translations;
  private final int snaplen;

  /** @param snaplen the maximum number of bytes of data that an event keeps */
  ValueSteps(FlagTranslations translations, int snaplen) {
    this.translations = translations;
    this.snaplen = snaplen;
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    int arg = step.arg();
    int size = step.size();
    int first = step.first();
    return switch (step.kind()) {
      case NUMBER -> event -> event.putNumber(number(event, step), size);
      case FD -> event -> event.putLong(signed(event.argument(arg)));
      case BITS -> event -> event.putNumber(converted(event.argument(arg), step), size);
      case TEXT -> event -> event.putText(event.failed(step) ? 0 : event.argument(arg));
      case LOAD -> event -> event.argument(step.second(), peek(event, step));
      case PEEK -> event -> event.putNumber(peek(event, step), size);
      case EMPTY -> EventDraft::putEmpty;
      case CONSTANT -> event -> event.putNumber(first, size);
      case WRITTEN -> event -> event.putCallerBytes(event.argument(arg), kept(event, event.argument(first), false));
      case READ -> event -> event.putCallerBytes(event.argument(arg), kept(event, 0, true));
      case OPEN_MODE -> event -> event.putInt(mayCreate(event.argument(first)) ? event.argument(arg) & PERMISSIONS : 0);
      case MASK -> event -> event.argument(arg, event.argument(arg) & first);
      case TIMESPEC -> event -> event.putLong(timespec(event, event.argument(arg)));
      case MOUNT_FLAGS -> event -> event.putInt(mountFlags(event.argument(arg)));
      // The probe corrects the directories that the engine knows; here the engine follows chdir and open alone.
      case UNDER, MOVED -> event -> {};
      default -> throw new IllegalArgumentException(step.kind() + " is not a simple step");
    };
  }

  // Of the 8 bytes of the register, the kernel uses 4, with their sign.
  private static long signed(long value) {
    return (int) value;
  }

  static boolean mayCreate(long flags) {
    return (flags & MAY_CREATE) != 0;
  }

  int converted(long value, RecipeStep step) {
    return translations.convert((int) value, step.first(), step.second(), step.has(RecipeStepFlag.FIRST_MATCH));
  }

  private static long number(EventDraft event, RecipeStep step) {
    if (event.failed(step)) {
      return 0;
    }
    long value = event.argument(step.arg());
    return step.has(RecipeStepFlag.UNSIGNED) ? value & 0xffff_ffffL : value;
  }

  // The value to which a pointer refers; if it cannot be read, the default of the step.
  private static long peek(EventDraft event, RecipeStep step) {
    long fallback = step.has(RecipeStepFlag.ONES) ? -1 : 0;
    long pointer = event.argument(step.arg());
    int size = step.size() == 8 || step.size() == 2 ? step.size() : 4;
    if (event.failed(step) || pointer == 0 || !event.memory().read(pointer + step.first(), size)) {
      return fallback;
    }
    CallerMemory memory = event.memory();
    return switch (size) {
      case 8 -> memory.longOf(0);
      case 2 -> memory.shortOf(0) & 0xffff;
      default -> step.has(RecipeStepFlag.SIGNED) ? memory.intOf(0) : memory.intOf(0) & 0xffff_ffffL;
    };
  }

  /**
   * The number of bytes of a buffer that an event keeps. A failed write shows the bytes that the program wanted to
   * write; a failed read shows none.
   *
   * @param size the size of the buffer
   */
  long kept(EventDraft event, long size, boolean onlySuccess) {
    long result = event.result();
    long length = result > 0 ? result : onlySuccess ? 0 : size;
    return Long.compareUnsigned(length, snaplen) < 0 ? length : snaplen;
  }

  private static long timespec(EventDraft event, long address) {
    CallerMemory memory = event.memory();
    if (event.isNarrow()) {
      return memory.read(address, 8)
          ? (memory.intOf(0) & 0xffff_ffffL) * 1_000_000_000 + (memory.intOf(4) & 0xffff_ffffL)
          : 0;
    }
    return memory.read(address, 16) ? memory.longOf(0) * 1_000_000_000 + memory.longOf(8) : 0;
  }

  private static long mountFlags(long value) {
    return (value & 0xffff0000L) == MOUNT_MAGIC ? value & 0xffff : value;
  }
}
