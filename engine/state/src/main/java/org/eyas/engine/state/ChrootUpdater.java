package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** chroot: sets the root directory of the thread. A relative path becomes a path of the host. */
final class ChrootUpdater implements StateUpdater {
  private static final int PATH = Params.of("SYSCALL_CHROOT_X").at("path");

  private final PathCache paths;

  ChrootUpdater(PathCache paths) {
    this.paths = paths;
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() == 0) {
      thread.root = paths.resolve(thread.cwd(), event.text(PATH)).full();
    }
  }
}
