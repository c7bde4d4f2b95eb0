package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.cache.PathCache;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;

/** chroot: sets the root directory of the thread. A relative path becomes a path of the host. */
public final class ChrootUpdater implements StateUpdater {
  private static final int PATH = ParamIndexes.of("SYSCALL_CHROOT_X").at("path");

  private final PathCache paths;

  public ChrootUpdater(PathCache paths) {
    this.paths = paths;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() == 0) {
      thread.root = paths.resolve(thread.cwd(), event.text(PATH)).full();
    }
  }
}
