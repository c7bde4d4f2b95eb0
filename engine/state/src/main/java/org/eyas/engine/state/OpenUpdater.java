package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.OpenLayout.Kind;
import org.jspecify.annotations.Nullable;

/**
 * open, creat, openat, openat2 and open_by_handle_at: adds a descriptor with its absolute path, or only passes the
 * descriptor to the rules.
 */
final class OpenUpdater implements DescriptorUpdater {
  private static final Text UNKNOWN_DIRECTORY = Text.of("<UNKNOWN>");
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private final OpenLayout layout;
  private final PathCache paths;
  private final FdPool pool;
  private final OpenedFiles files;

  OpenUpdater(OpenLayout layout, PathCache paths, FdPool pool, OpenedFiles files) {
    this.files = files;
    this.layout = layout;
    this.paths = paths;
    this.pool = pool;
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public RawCondition needsWithoutFiles(boolean directories) {
    return directories ? Needs.SUCCESS_OF_KNOWN_OR_DIRECTORY : Needs.successOfKnown(0);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    long number = event.result();
    if (thread == null || number < 0) {
      return;
    }
    SavedEnter enter = usable(event.enter());
    Bytes name = enter != null ? enter.text() : event.text(layout.name());
    PathCache.Path path = paths.resolve(directory(thread, event, name, enter), name);
    int flags = flags(event, enter);
    FdState fd = pool.acquire();
    fd.type((flags & WireFlags.OPEN_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE);
    fd.openFlags(flags);
    fd.name(path.full());
    fd.nameRaw(path.raw());
    if (event.has(layout.dev())) {
      fd.dev((int) event.number(layout.dev()));
      fd.inode(event.number(layout.dev() + 1));
    }
    fd.markLayers((flags & WireFlags.OPEN_UPPER_LAYER) != 0, (flags & WireFlags.OPEN_LOWER_LAYER) != 0);
    if (files.kept() != KeptFiles.NONE) {
      event.addDescriptor(thread, number, pool.common(fd));
    } else {
      event.passDescriptor(thread, number, pool.forEvent(fd));
    }
  }

  private static @Nullable SavedEnter usable(
      @Nullable SavedEnter enter) {
    return enter == null || enter.text().contentEquals(NOT_AVAILABLE) ? null : enter;
  }

  private Bytes directory(
      ThreadState thread, LoopEvent event, Bytes name, @Nullable SavedEnter enter) {
    if (!name.isEmpty() && name.at(0) == '/') {
      return Text.EMPTY;
    }
    return switch (layout.kind()) {
      case OPEN, CREAT -> thread.cwd();
      case HANDLE -> Text.EMPTY;
      case OPENAT -> {
        if (enter == null && !event.has(layout.directory())) {
          yield Text.EMPTY;
        }
        yield opened(thread, enter != null ? enter.directory() : event.number(layout.directory()));
      }
    };
  }

  private static Bytes opened(ThreadState thread, long directory) {
    if (directory == WireFlags.AT_FDCWD) {
      return thread.cwd();
    }
    FdState fd = thread.descriptor(directory);
    return fd == null ? UNKNOWN_DIRECTORY : fd.name();
  }

  private int flags(LoopEvent event, @Nullable SavedEnter enter) {
    if (layout.kind() == Kind.CREAT) {
      int layers = (int) event.number(layout.flags());
      return (layers & WireFlags.CREAT_UPPER_LAYER) != 0
          ? WireFlags.OPEN_UPPER_LAYER
          : (layers & WireFlags.CREAT_LOWER_LAYER) != 0 ? WireFlags.OPEN_LOWER_LAYER : 0;
    }
    int flags = (int) event.number(layout.flags());
    return enter == null ? flags : enter.flags() | flags & -WireFlags.OPEN_CREATED;
  }
}
