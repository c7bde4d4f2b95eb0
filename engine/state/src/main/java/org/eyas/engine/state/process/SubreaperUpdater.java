package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;

/** prctl: sets whether orphaned descendants of a process become its children. */
public final class SubreaperUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_PRCTL_X");
  private static final int OPTION = PARAMS.at("option");
  private static final int VALUE = PARAMS.at("arg2_int");

  @Override
  public RawCondition needs() {
    return UpdateConditions.success(OPTION, ScapFlags.PRCTL_SET_CHILD_SUBREAPER, ScapFlags.PRCTL_GET_CHILD_SUBREAPER);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || thread.group == null || event.result() < 0) {
      return;
    }
    int option = (int) event.number(OPTION);
    if (option == ScapFlags.PRCTL_SET_CHILD_SUBREAPER || option == ScapFlags.PRCTL_GET_CHILD_SUBREAPER) {
      thread.group.reaper(event.number(VALUE) != 0);
    }
  }
}
