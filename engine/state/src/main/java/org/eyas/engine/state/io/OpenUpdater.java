package org.eyas.engine.state.io;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.cache.PathCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.io.OpenEventLayout.Kind;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * open, creat, openat, openat2 and open_by_handle_at: adds a descriptor with its absolute path, or only passes the
 * descriptor to the rules.
 */
public final class OpenUpdater implements DescriptorUpdater {
  private static final Text UNKNOWN_DIRECTORY = Text.of("<UNKNOWN>");
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private final OpenEventLayout layout;
  private final PathCache paths;
  private final FdPool pool;
  private final FileRetention files;

  public OpenUpdater(OpenEventLayout layout, PathCache paths, FdPool pool, FileRetention files) {
    this.files = files;
    this.layout = layout;
    this.paths = paths;
    this.pool = pool;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public RawCondition needsWithoutFiles(boolean directories) {
    return directories ? UpdateConditions.SUCCESS_OF_KNOWN_OR_DIRECTORY : UpdateConditions.successOfKnown(0);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    long number = event.result();
    if (thread == null || number < 0) {
      return;
    }
    SavedEnterEvent enter = usable(event.enter());
    Bytes name = enter != null ? enter.text() : event.text(layout.name());
    PathCache.Path path = paths.resolve(directory(thread, event, name, enter), name);
    int flags = flags(event, enter);
    FdState fd = pool.acquire();
    fd.type((flags & ScapFlags.OPEN_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE);
    fd.openFlags(flags);
    fd.name(path.full());
    fd.nameRaw(path.raw());
    if (event.has(layout.dev())) {
      fd.dev((int) event.number(layout.dev()));
      fd.inode(event.number(layout.dev() + 1));
    }
    fd.markLayers((flags & ScapFlags.OPEN_UPPER_LAYER) != 0, (flags & ScapFlags.OPEN_LOWER_LAYER) != 0);
    if (files.kept() != KeptFiles.NONE) {
      event.addDescriptor(thread, number, pool.shareEqual(fd));
    } else {
      event.passDescriptor(thread, number, pool.releaseForEvent(fd));
    }
  }

  private static @Nullable SavedEnterEvent usable(
      @Nullable SavedEnterEvent enter) {
    return enter == null || enter.text().contentEquals(NOT_AVAILABLE) ? null : enter;
  }

  private Bytes directory(
      ThreadState thread, LoopEvent event, Bytes name, @Nullable SavedEnterEvent enter) {
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
    if (directory == ScapFlags.AT_FDCWD) {
      return thread.cwd();
    }
    FdState fd = thread.descriptor(directory);
    return fd == null ? UNKNOWN_DIRECTORY : fd.name();
  }

  private int flags(LoopEvent event, @Nullable SavedEnterEvent enter) {
    if (layout.kind() == Kind.CREAT) {
      int layers = (int) event.number(layout.flags());
      return (layers & ScapFlags.CREAT_UPPER_LAYER) != 0
          ? ScapFlags.OPEN_UPPER_LAYER
          : (layers & ScapFlags.CREAT_LOWER_LAYER) != 0 ? ScapFlags.OPEN_LOWER_LAYER : 0;
    }
    int flags = (int) event.number(layout.flags());
    return enter == null ? flags : enter.flags() | flags & -ScapFlags.OPEN_CREATED;
  }
}
