package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** prctl: sets whether orphaned descendants of a process become its children. */
final class SubreaperUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_PRCTL_X");
  private static final int OPTION = PARAMS.at("option");
  private static final int VALUE = PARAMS.at("arg2_int");

  @Override
  public RawCondition needs() {
    return Needs.success(OPTION, WireFlags.PRCTL_SET_CHILD_SUBREAPER, WireFlags.PRCTL_GET_CHILD_SUBREAPER);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || thread.group == null || event.result() < 0) {
      return;
    }
    int option = (int) event.number(OPTION);
    if (option == WireFlags.PRCTL_SET_CHILD_SUBREAPER || option == WireFlags.PRCTL_GET_CHILD_SUBREAPER) {
      thread.group.reaper(event.number(VALUE) != 0);
    }
  }
}
