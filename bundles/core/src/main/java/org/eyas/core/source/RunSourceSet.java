package org.eyas.core.source;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.source.EventSource;
import org.eyas.api.update.StateKeeper;
import org.eyas.engine.loop.SourceJoin;
import org.eyas.engine.statistics.RuleCounts;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one run: the source of system calls, the sources of plugins, and the join for rules over several sources. Each of
 * them is missing until the run has created it. May be used from any thread.
 */
final class RunSourceSet {
  private volatile @Nullable SourceJoin join;
  private volatile @Nullable PluginSourceManager others;
  private volatile @Nullable SyscallSource syscalls;

  void setJoin(SourceJoin created) {
    join = created;
  }

  void setOthers(PluginSourceManager created) {
    others = created;
  }

  void setSyscalls(SyscallSource created) {
    syscalls = created;
  }

  /** The source of system calls; null if it is not opened. */
  @Nullable
  SyscallSource syscalls() {
    return syscalls;
  }

  /** Whether the run has begun. */
  boolean hasBegun() {
    return others != null;
  }

  /** Lets all sources compare what they do with the current rules and services. */
  void wake() {
    PluginSourceManager beside = others;
    if (beside != null) {
      beside.wake();
    }
    SourceJoin joining = join;
    if (joining != null) {
      joining.generationChanged();
    }
    SyscallSource run = syscalls;
    if (run != null) {
      run.source().wake();
    }
  }

  /** Stops the captures of a service that leaves. */
  void stopSourcesOf(EventSource source) {
    PluginSourceManager beside = others;
    if (beside != null) {
      beside.stopSourcesOf(source);
    }
  }

  /** Ends the sources other than system calls. */
  void stopOthers() {
    PluginSourceManager beside = others;
    if (beside != null) {
      beside.close();
    }
    SourceJoin joining = join;
    if (joining != null) {
      joining.stop();
    }
  }

  /** Ends the loop of system calls after its batch, and the wait for the end of the other sources; all captures stay open. */
  void stopForHandover() {
    SyscallSource run = syscalls;
    if (run != null) {
      run.source().stopForHandover();
    }
    PluginSourceManager beside = others;
    if (beside != null) {
      beside.stopWaiting();
    }
  }

  /** Hands over the sources other than system calls, and the counts of matches: matches are counted as long as any loop runs. */
  void handOverOthers(RuleCounts counts, StateKeeper keeper) {
    PluginSourceManager beside = others;
    if (beside != null) {
      beside.handOver(keeper);
    }
    SourceJoin joining = join;
    if (joining != null) {
      joining.stopForHandover().ifPresent(keeper::store); // after all loops
    }
    counts.toHandover().forEach(keeper::store);
  }

  /** All sources that run, wait, ended or failed. */
  List<SourceStatus> statuses() {
    List<SourceStatus> all = new ArrayList<>();
    SyscallSource run = syscalls;
    if (run != null) {
      all.add(withProblem(run.source()));
    }
    PluginSourceManager beside = others;
    if (beside != null) {
      all.addAll(beside.statuses());
    }
    return all;
  }

  private static SourceStatus withProblem(SupervisedSource source) {
    SourceStatus status = source.status();
    String problem = status.state() == State.RUNNING ? source.problem() : "";
    return problem.isEmpty()
        ? status
        : new SourceStatus(status.source(), status.kind(), status.state(), problem, status.events(), status.lost(),
            status.since());
  }
}
