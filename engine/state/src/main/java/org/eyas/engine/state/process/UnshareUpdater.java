package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;

/** unshare: the process gets a current directory of its own. In a new user namespace it gets every capability. */
public final class UnshareUpdater implements StateUpdater {
  private static final int FLAGS = ParamIndexes.of("SYSCALL_UNSHARE_X").at("flags");
  private static final int OWN_DIRECTORY = ScapFlags.CLONE_FS | ScapFlags.CLONE_NEWNS | ScapFlags.CLONE_NEWUSER;

  private final StateUpdater capabilities = CapabilityUpdater.namespace(FLAGS);

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    capabilities.update(event);
    ThreadState thread = event.thread();
    if (thread != null && thread.mainThread() && event.result() >= 0 && (event.number(FLAGS) & OWN_DIRECTORY) != 0) {
      thread.unshareDirectory();
    }
  }
}
