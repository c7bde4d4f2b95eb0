package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;
import org.jspecify.annotations.Nullable;

/** getrlimit, setrlimit and prlimit: sets the maximum number of descriptors of a process. */
final class LimitUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_GETRLIMIT_X", "SYSCALL_SETRLIMIT_X");
  private static final int CURRENT = PARAMS.at("cur");
  private static final int RESOURCE = PARAMS.at("resource");
  private static final Params PRLIMIT = Params.of("SYSCALL_PRLIMIT_X");
  private static final int PRLIMIT_CURRENT = PRLIMIT.at("newcur");
  private static final int PRLIMIT_PID = PRLIMIT.at("pid");
  private static final int PRLIMIT_RESOURCE = PRLIMIT.at("resource");

  private final Lineage lineage;
  private final boolean prlimit;

  /** @param prlimit whether the call names the process */
  LimitUpdater(Lineage lineage, boolean prlimit) {
    this.lineage = lineage;
    this.prlimit = prlimit;
  }

  @Override
  public RawCondition needs() {
    return Needs.success(prlimit ? PRLIMIT_RESOURCE : RESOURCE, WireFlags.RLIMIT_NOFILE);
  }

  @Override
  public void update(LoopEvent event) {
    int resource = prlimit ? PRLIMIT_RESOURCE : RESOURCE;
    long limit = event.number(prlimit ? PRLIMIT_CURRENT : CURRENT);
    if (event.result() < 0
        || !event.has(resource)
        || event.number(resource) != WireFlags.RLIMIT_NOFILE
        || limit == -1) {
      return;
    }
    ThreadState target = prlimit ? named(event) : event.thread();
    ThreadState leader = target == null ? null : target.leaderOrNull();
    if (leader != null) {
      leader.fdLimit(limit);
    }
  }

  private @Nullable ThreadState named(LoopEvent event) {
    if (!event.has(PRLIMIT_PID)) {
      return null;
    }
    long pid = event.number(PRLIMIT_PID);
    ThreadState target = lineage.findOrPlaceholder(pid == 0 ? event.threadId() : pid);
    return target == null || target.isPlaceholder() ? null : target;
  }
}
