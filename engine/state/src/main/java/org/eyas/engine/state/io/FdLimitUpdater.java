package org.eyas.engine.state.io;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;
import org.jspecify.annotations.Nullable;

/** getrlimit, setrlimit and prlimit: sets the maximum number of descriptors of a process. */
public final class FdLimitUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_GETRLIMIT_X", "SYSCALL_SETRLIMIT_X");
  private static final int CURRENT = PARAMS.at("cur");
  private static final int RESOURCE = PARAMS.at("resource");
  private static final ParamIndexes PRLIMIT = ParamIndexes.of("SYSCALL_PRLIMIT_X");
  private static final int PRLIMIT_CURRENT = PRLIMIT.at("newcur");
  private static final int PRLIMIT_PID = PRLIMIT.at("pid");
  private static final int PRLIMIT_RESOURCE = PRLIMIT.at("resource");

  private final ThreadRelations lineage;
  private final boolean prlimit;

  /** @param prlimit whether the call names the process */
  public FdLimitUpdater(ThreadRelations lineage, boolean prlimit) {
    this.lineage = lineage;
    this.prlimit = prlimit;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.success(prlimit ? PRLIMIT_RESOURCE : RESOURCE, ScapFlags.RLIMIT_NOFILE);
  }

  @Override
  public void update(LoopEvent event) {
    int resource = prlimit ? PRLIMIT_RESOURCE : RESOURCE;
    long limit = event.number(prlimit ? PRLIMIT_CURRENT : CURRENT);
    if (event.result() < 0
        || !event.has(resource)
        || event.number(resource) != ScapFlags.RLIMIT_NOFILE
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
