package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.proc.DeviceNumber;
import org.eyas.recipe.RecipeStep;

/** The recipe steps that only one system call has, and that need only the arguments and the caller's memory. */
final class SingleCallSteps implements InstructionSet {
  private static final int SETVAL = 16;
  private static final int SEMBUF_BYTES = 6;
  private static final int SOL_SOCKET = 1;

  private final ValueSteps simple;
  private final BufferSteps buffers;

  SingleCallSteps(ValueSteps simple) {
    this.simple = simple;
    buffers = new BufferSteps(simple);
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    int arg = step.arg();
    int first = step.first();
    return switch (step.kind()) {
      case BYTES -> event -> event.putCallerBytes(event.failed(step) ? 0 : event.argument(arg), event.argument(first));
      case VECTOR_WRITTEN -> event -> buffers.written(event, event.argument(arg), event.argument(first));
      case VECTOR_READ -> event -> buffers.read(event, event.argument(arg), event.argument(first));
      case VECTOR_SIZE -> event -> buffers.size(event, event.argument(arg), event.argument(first));
      case POLLED -> event -> buffers.polled(event, event.argument(arg), step);
      case HEADER -> event -> BufferSteps.header(event, event.argument(arg));
      case DEVICE_NUMBER -> event -> event.putInt(deviceNumber((int) event.argument(arg)));
      case PTRACE_ADDRESS -> event -> PtraceSteps.putAddress(event, event.argument(arg));
      case PTRACE_DATA -> event -> PtraceSteps.putData(event, event.argument(arg));
      case PRCTL -> ControlSteps::putPrctl;
      case FSCONFIG -> ControlSteps::putFsconfig;
      case KEYCTL -> event -> ControlSteps.putKeyctl(event, event.argument(arg), simple.converted(event.argument(0), step));
      case QUOTACTL -> event -> QuotaSteps.put(event, event.argument(arg), simple.converted(event.argument(arg), step));
      case SEM_VALUE -> SingleCallSteps::semaphoreValue;
      case SEM_OPERATIONS -> SingleCallSteps::semaphoreOperations;
      case OPTION_NAME -> event -> event.putByte(optionName(event, step));
      default -> throw new IllegalArgumentException(step.kind() + " is not a plain step");
    };
  }

  // As stat(2) numbers devices: 20 bits of minor around 12 of major.
  private static int deviceNumber(int device) {
    int major = device >>> 20;
    int minor = device & 0xfffff;
    return DeviceNumber.of(major, minor);
  }

  // Argument 3 counts for one command only.
  private static void semaphoreValue(EventDraft event) {
    if ((int) event.argument(2) != SETVAL) {
      event.argument(3, 0);
    }
  }

  // The second operation of semop, if there is one, takes the place of argument 4.
  private static void semaphoreOperations(EventDraft event) {
    int count = (int) event.argument(2);
    event.argument(4, Integer.compareUnsigned(count, 1) > 0 ? event.argument(1) + SEMBUF_BYTES : 0);
    if (count == 0) {
      event.argument(1, 0);
    }
  }

  // Known for SOL_SOCKET only.
  private int optionName(EventDraft event, RecipeStep step) {
    return (int) event.argument(1) == SOL_SOCKET
        ? simple.converted(event.argument(step.arg()), step)
        : 0;
  }
}
