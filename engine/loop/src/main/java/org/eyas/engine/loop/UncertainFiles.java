package org.eyas.engine.loop;

import java.util.HashSet;
import java.util.Set;
import org.eyas.engine.state.NewProcesses;

/**
 * Processes whose table may contain wrong files after a source has reported those of all processes: they were forked before the end of the
 * report, and their clone was processed after it. So their table is a copy of what their parent had later. For the thread of the loop.
 */
final class UncertainFiles implements NewProcesses {
  private boolean ofAll = true;
  private Set<Long> parents = Set.of();
  private Set<Long> forked = new HashSet<>();

  @Override
  public void onFork(long pid, long parent) {
    if (ofAll || parents.contains(parent) || forked.contains(parent)) {
      forked.add(pid);
    }
  }

  /** Those of which it has heard since the last call. From now on, only children of these are uncertain: they are reported again. */
  Set<Long> take() {
    ofAll = false;
    parents = forked;
    forked = new HashSet<>();
    return parents;
  }
}
