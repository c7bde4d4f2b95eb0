package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.UpdateConditions;

/** setuid, setgid and similar calls: sets the effective user or group. */
public final class EffectiveIdUpdater implements StateUpdater {
  private static final long NO_ID = 0xffff_ffffL;

  private final boolean group;
  private final int effectiveParam;

  /**
   * @param group whether it changes the group
   * @param effectiveParam the parameter with the new effective id
   */
  public EffectiveIdUpdater(boolean group, int effectiveParam) {
    this.group = group;
    this.effectiveParam = effectiveParam;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() != 0 || !event.has(effectiveParam)) {
      return;
    }
    long id = event.number(effectiveParam) & NO_ID;
    if (id == NO_ID) {
      // -1 keeps the effective id. Falco takes it for the new id.
      return;
    }
    thread.credentials = group ? thread.credentials.withGid(id) : thread.credentials.withUid(id);
  }
}
