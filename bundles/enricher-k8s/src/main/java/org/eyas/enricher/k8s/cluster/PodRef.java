package org.eyas.enricher.k8s.cluster;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;

/**
 * The pod of a process, attached to it for good: what is known about the pod changes with each new label, and processes live long.
 * All processes of a pod share it.
 *
 * <p>The loop reads {@link #info} for each event that needs it, without a lock; the threads of the watches replace it.
 */
public final class PodRef {
  public static final AttachmentKey<PodRef> KEY = new AttachmentKey<>("pod", PodRef.class);

  /** The value for processes that are in no pod. */
  public static final PodRef NONE = new PodRef(PodInfo.UNKNOWN);

  static final int MOST_WAITING = 10_000;

  private volatile PodInfo info;
  private List<Attachments> waiting = new ArrayList<>();

  PodRef(PodInfo info) {
    this.info = info;
  }

  /** What is known now. */
  public PodInfo info() {
    return info;
  }

  /** Attaches this to a process; again when the first list is there, so that alerts that wait for it are decided. */
  public void attach(Attachments process) {
    process.put(KEY, this);
    if (info == PodInfo.PENDING) {
      await(process);
    }
  }

  private void await(Attachments process) {
    synchronized (this) {
      if (info == PodInfo.PENDING && waiting.size() < MOST_WAITING) {
        waiting.add(process);
        return;
      }
    }
    process.put(KEY, this); // the list came in between
  }

  void publish(PodInfo next) {
    List<Attachments> served;
    synchronized (this) {
      info = next;
      served = waiting;
      waiting = new ArrayList<>(0);
    }
    served.forEach(process -> process.put(KEY, this));
  }
}
