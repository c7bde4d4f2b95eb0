package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.OpenDescriptors;
import org.eyas.driver.ptrace.proc.OverlayLayers;
import org.eyas.recipe.RecipeStep;

/** The recipe steps that write parameters about the file that a call opened. */
final class FileSteps implements InstructionSet {
  private static final int CREATED = 0x4000;
  private static final int ON_UPPER_LAYER = 0x8000;
  private static final int ON_LOWER_LAYER = 0x10000;
  private static final int O_CREAT = 0100;

  private final ValueSteps simple;
  private final OpenDescriptors descriptors;
  private final FileAttributes file;
  private final FileAttributes pipe;
  private final LinkTarget target;
  private final FileCreationCheck creating;
  private final OpenedPathCheck named;
  private final OverlayLayers layers;

  FileSteps(ValueSteps simple, StepContext around) {
    this.simple = simple;
    descriptors = around.descriptors();
    creating = around.creating();
    named = around.named();
    layers = new OverlayLayers(around.kernel());
    file = around.opened();
    pipe = new FileAttributes(around.kernel());
    target = new LinkTarget(around.kernel());
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    int arg = step.arg();
    return switch (step.kind()) {
      case OPEN_FLAGS -> event -> putFlags(event, step);
      case DEVICE -> this::putDevice;
      case LAYER -> event -> event.putShort(layer(event));
      case FD_INODE -> event -> event.putLong(event.failed(step) ? 0 : inode(event, (int) event.argument(arg)));
      case FILE_PATH -> this::putPath;
      case NAME -> event -> named.expect(event, step);
      default -> throw new IllegalArgumentException(step.kind() + " is not a step about files");
    };
  }

  private void putFlags(EventDraft event, RecipeStep step) {
    long flags = event.argument(step.arg());
    boolean isCreated =
        (flags & O_CREAT) != 0 && lookUp(event) && creating.hasCreated(event.tid(), flags, file.bornNanos());
    int layer = layer(event);
    event.putInt(
        simple.converted(flags, step)
            | (isCreated ? CREATED : 0)
            | (layer == OverlayLayers.UPPER ? ON_UPPER_LAYER : layer == OverlayLayers.LOWER ? ON_LOWER_LAYER : 0));
  }

  private int layer(EventDraft event) {
    return lookUp(event)
        ? layers.of(descriptors.folder(event.tid()), descriptors.name((int) event.result()), file)
        : OverlayLayers.NONE;
  }

  private boolean lookUp(EventDraft event) {
    long fd = event.result();
    return file.isKnown() || fd >= 0 && lookUp(file, event, (int) fd);
  }

  private boolean lookUp(FileAttributes into, EventDraft event, int fd) {
    return into.lookUp(descriptors.folder(event.tid()), descriptors.name(fd));
  }

  private void putDevice(EventDraft event) {
    boolean isKnown = lookUp(event);
    event.putInt(isKnown ? file.device() : 0);
    event.putLong(isKnown ? file.inode() : 0);
  }

  private long inode(EventDraft event, int fd) {
    return fd >= 0 && lookUp(pipe, event, fd) ? pipe.inode() : 0;
  }

  private void putPath(EventDraft event) {
    if (!lookUp(event)) {
      event.putEmpty();
      return;
    }
    target.read(descriptors.folder(event.tid()), descriptors.name((int) event.result()), file.isLinked());
    target.put(event);
  }
}
