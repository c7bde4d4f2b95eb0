package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** unshare: the process gets a current directory of its own. In a new user namespace it gets every capability. */
final class UnshareUpdater implements StateUpdater {
  private static final int FLAGS = Params.of("SYSCALL_UNSHARE_X").at("flags");
  private static final int OWN_DIRECTORY = WireFlags.CLONE_FS | WireFlags.CLONE_NEWNS | WireFlags.CLONE_NEWUSER;

  private final StateUpdater capabilities = CapabilityUpdater.namespace(FLAGS);

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    capabilities.update(event);
    ThreadState thread = event.thread();
    if (thread != null && thread.mainThread() && event.result() >= 0 && (event.number(FLAGS) & OWN_DIRECTORY) != 0) {
      Directory.unshare(thread);
    }
  }
}
