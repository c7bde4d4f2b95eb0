package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** capset, and unshare and setns into a new user namespace, in which a thread gets every capability. */
final class CapabilityUpdater implements StateUpdater {
  private static final int CAPSET = -1;
  private static final Params PARAMS = Params.of("SYSCALL_CAPSET_X");
  private static final int INHERITABLE = PARAMS.at("cap_inheritable");
  private static final int PERMITTED = PARAMS.at("cap_permitted");
  private static final int EFFECTIVE = PARAMS.at("cap_effective");
  /** One bit for each of the 41 existing capabilities. */
  private static final long ALL = (1L << 41) - 1;

  private final int flagsParam;

  private CapabilityUpdater(int flagsParam) {
    this.flagsParam = flagsParam;
  }

  static CapabilityUpdater capset() {
    return new CapabilityUpdater(CAPSET);
  }

  static CapabilityUpdater namespace(int flagsParam) {
    return new CapabilityUpdater(flagsParam);
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
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
    } else if ((event.number(flagsParam) & WireFlags.CLONE_NEWUSER) != 0) {
      thread.credentials = thread.credentials.withCapabilities(ALL, ALL, ALL);
    }
  }
}
