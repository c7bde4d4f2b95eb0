package org.eyas.engine.state.process;

import java.util.List;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.HostInfo;

/** Notifies each enricher of processes that appear or change. Also stores the boot time of the machine. */
public final class ProcessNotifier {
  private List<Enricher> enrichers = List.of();
  private ForkListener forks = ForkListener.NOBODY;
  private long bootNanos;

  public void setEnrichers(List<Enricher> replaced) {
    enrichers = List.copyOf(replaced);
  }

  public void setForkListener(ForkListener listener) {
    forks = listener;
  }

  public void setHost(HostInfo host) {
    bootNanos = host.bootNanos();
  }

  long bootNanos() {
    return bootNanos;
  }

  /** Called for a clone. Threads share the attachments of their process; a new process starts with a copy of its parent's. */
  void onClone(ThreadState child, ThreadState parent) {
    if (child.mainThread()) {
      forks.onFork(child.pid, parent.pid);
      child.attachments = new ProcessAttachments(parent.attachments);
      onChange(child);
    } else {
      ThreadState leader = child.leaderOrNull();
      child.attachments = (leader == null ? parent : leader).attachments;
    }
  }

  /** Called for a process that appeared, executed a program or moved to other cgroups. */
  public void onChange(ThreadState process) {
    ProcessAttachments attachments = process.attachments;
    attachments.setNotifying(true);
    try {
      for (int i = 0; i < enrichers.size(); i++) {
        enrichers.get(i).onProcess(process, attachments);
      }
    } finally {
      attachments.setNotifying(false);
    }
  }
}
