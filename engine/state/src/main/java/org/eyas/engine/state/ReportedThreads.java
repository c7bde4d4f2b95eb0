package org.eyas.engine.state;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.process.ProcessNotifier;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ProcessThreadSet;
import org.eyas.engine.state.process.SnapshotThreads;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Adds the threads and descriptors that the source reports. Before its first event the source reports all of them;
 * later it reports threads that the state requests, or threads between events if that is allowed. A reported thread is
 * settled before the next event: its relations to known threads are set.
 */
final class ReportedThreads {
  private static final long NOBODY = -1;

  private final ProcessTable table;
  private final ThreadRelations lineage;
  private final ProcessNotifier notifier;
  private final SnapshotThreads threads;
  private final SnapshotFds descriptors;
  private boolean begun;
  private boolean settled;
  private @Nullable List<ThreadState> late;
  private long passedOver = NOBODY;
  private long changes;

  ReportedThreads(ProcessTable table, ThreadRelations lineage, ProcessNotifier notifier, SnapshotThreads threads,
      SnapshotFds descriptors) {
    this.table = table;
    this.lineage = lineage;
    this.notifier = notifier;
    this.threads = threads;
    this.descriptors = descriptors;
  }

  /** Allows reports between events. Reports of known threads are then ignored. */
  void allowLate() {
    late = new ArrayList<>();
  }

  void add(ProcessSnapshot process) {
    List<ThreadState> heard = late;
    if (heard == null || !begun) {
      threads.addThread(process);
      return;
    }
    passedOver = table.peek(process.ids().tid()) == null ? NOBODY : process.ids().tid();
    if (passedOver == NOBODY) {
      heard.add(threads.addThread(process));
      settled = false;
    }
  }

  void add(long tid, FdSnapshot fd) {
    if (tid != passedOver) {
      descriptors.add(tid, fd);
    }
  }

  /** Removes the opened files of a process. The source reports them again. */
  void forgetFiles(long pid) {
    ThreadState found = table.peek(pid);
    FdTable fds = found == null ? null : found.ownFdsOrNull();
    if (fds != null) {
      fds.removeIf(fd -> fd.type() == FdType.FILE || fd.type() == FdType.DIRECTORY);
    }
  }

  /** Whether events have begun and every reported thread is settled. */
  boolean areSettled() {
    return settled;
  }

  /** Settles all threads before the first event, and later the threads that were reported between events. */
  void settle() {
    settled = true;
    List<ThreadState> heard = late;
    if (begun && heard != null) {
      heard.forEach(this::settle);
      heard.clear();
      return;
    }
    begun = true;
    table.forEach(lineage::relate);
    table.forEach(descriptors::setDirections);
    table.forEach(this::shareAttachments);
    notifyOfAll();
  }

  /** Settles a thread that the state requested from the source. */
  void settle(ThreadState thread) {
    changes++;
    lineage.relate(thread);
    descriptors.setDirections(thread);
    shareAttachments(thread);
    thread.moveFdsToLeader();
    ProcessThreadSet group = thread.group();
    if (thread.mainThread()) {
      if (group != null) {
        group.others().forEach(this::shareAttachments);
        group.others().forEach(ThreadState::moveFdsToLeader);
      }
      notifier.onChange(thread);
    }
  }

  /** Notifies the enrichers of every process. */
  void notifyOfAll() {
    changes++;
    table.forEach(
        thread -> {
          if (thread.mainThread()) {
            notifier.onChange(thread);
          }
        });
  }

  /** The number of changes by reports and notifications, which no event makes. */
  long changes() {
    return changes;
  }

  private void shareAttachments(ThreadState thread) {
    ThreadState leader = thread.leaderOrNull();
    if (leader != null) {
      thread.shareAttachments(leader);
    }
  }
}
