package org.eyas.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are met in the middle of a run though nothing told of them. A live source looks them up, which may take a
 * small part of the loop's time; beyond that, and in replays, they stay unknown but for their ids.
 */
final class Latecomers implements StateSink {
  /** What looking up may take at once; one that took longer is paid off by a pause. */
  private static final long BUDGET = TimeUnit.MILLISECONDS.toNanos(20);
  /** The part of the time that it may take in the long run: one in so many. */
  private static final long SHARE = 50;

  private final Lineage lineage;
  private final Snapshot snapshot;
  private final List<ThreadState> arrived = new ArrayList<>();
  private ThreadSource source = (tid, into) -> false;
  private long last = System.nanoTime();
  private long spent;

  Latecomers(Lineage lineage, Snapshot snapshot) {
    this.lineage = lineage;
    this.snapshot = snapshot;
  }

  void source(ThreadSource asked) {
    source = asked;
  }

  /** The threads that are there now and were not before: the one asked for and perhaps its process; often none. */
  List<ThreadState> find(long tid) {
    arrived.clear();
    long began = System.nanoTime();
    spent = Math.max(0, spent - (began - last) / SHARE);
    last = began;
    if (spent < BUDGET) {
      source.lookUp(tid, this);
      spent += System.nanoTime() - began;
    }
    return arrived;
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    ThreadState known = lineage.find(process.ids().tid());
    if (known == null || known.isUnfamiliar()) {
      arrived.add(snapshot.process(process));
    }
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    if (hasArrived(lineage.find(tid))) {
      snapshot.fd(tid, fd);
    }
  }

  private boolean hasArrived(@Nullable ThreadState thread) {
    return thread != null && arrived.contains(thread);
  }

  @Override
  public void onUser(UserEntry user) {}

  @Override
  public void onHost(HostInfo host) {}
}
