package org.eyas.engine.loop;

import java.util.HashSet;
import java.util.Set;
import org.eyas.engine.state.process.ForkListener;

/**
 * The processes whose table may contain wrong files after a source has reported the files of all processes. Such a
 * process was forked before the end of the report, but its clone event was processed after the report. So its table is
 * a copy of the files that its parent had later. Used by the loop's thread.
 */
final class UncertainFileOwners implements ForkListener {
  private boolean ofAll = true;
  private Set<Long> parents = Set.of();
  private Set<Long> forked = new HashSet<>();

  @Override
  public void onFork(long pid, long parent) {
    if (ofAll || parents.contains(parent) || forked.contains(parent)) {
      forked.add(pid);
    }
  }

  /**
   * Returns and forgets the processes that were forked since the last call. From now on, only the children of these
   * processes are uncertain, because the files of these processes are reported again.
   */
  Set<Long> drainForked() {
    ofAll = false;
    parents = forked;
    forked = new HashSet<>();
    return parents;
  }
}
