package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;

/** capset, and unshare and setns into a new user namespace, in which a thread gets every capability. */
public final class CapabilityUpdater implements StateUpdater {
  private static final int CAPSET = -1;
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_CAPSET_X");
  private static final int INHERITABLE = PARAMS.at("cap_inheritable");
  private static final int PERMITTED = PARAMS.at("cap_permitted");
  private static final int EFFECTIVE = PARAMS.at("cap_effective");
  /** One bit for each of the 41 existing capabilities. */
  private static final long ALL = (1L << 41) - 1;

  private final int flagsParam;

  private CapabilityUpdater(int flagsParam) {
    this.flagsParam = flagsParam;
  }

  public static CapabilityUpdater capset() {
    return new CapabilityUpdater(CAPSET);
  }

  public static CapabilityUpdater namespace(int flagsParam) {
    return new CapabilityUpdater(flagsParam);
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() < 0) {
      return;
    }
    if (flagsParam == CAPSET) {
      thread.credentials =
          thread.credentials.withCapabilities(
              event.number(PERMITTED), event.number(EFFECTIVE), event.number(INHERITABLE));
    } else if ((event.number(flagsParam) & ScapFlags.CLONE_NEWUSER) != 0) {
      thread.credentials = thread.credentials.withCapabilities(ALL, ALL, ALL);
    }
  }
}
