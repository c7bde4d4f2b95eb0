package org.eyas.core.state;

/** chroot: the root directory of the thread, as a path of the host where it was given relative. */
final class ChrootUpdater implements StateUpdater {
  private static final int PATH = 1;

  private final PathCache paths;

  ChrootUpdater(PathCache paths) {
    this.paths = paths;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() == 0) {
      thread.root = paths.resolve(thread.cwd(), event.text(PATH)).full();
    }
  }
}
