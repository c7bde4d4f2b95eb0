package org.eyas.enricher.k8s.cluster;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;

/**
 * The reference to the pod of a process, which stays attached to the process. The facts about the pod can
 * change, for example with each new label. All processes of a pod share one reference.
 *
 * <p>The loop reads {@link #info} for each event that needs it, without a lock; the threads of the watches replace it.
 */
public final class PodReference {
  public static final AttachmentKey<PodReference> KEY = new AttachmentKey<>("pod", PodReference.class);

  /** The value for processes that are in no pod. */
  public static final PodReference NONE = new PodReference(PodSnapshot.UNKNOWN);

  static final int MOST_WAITING = 10_000;

  private volatile PodSnapshot info;
  private List<Attachments> waiting = new ArrayList<>();

  PodReference(PodSnapshot info) {
    this.info = info;
  }

  /** The facts that are known now. */
  public PodSnapshot info() {
    return info;
  }

  /**
   * Attaches this reference to a process. Attaches it again when the first list has arrived, so that waiting alerts are
   * decided.
   */
  public void attach(Attachments process) {
    process.put(KEY, this);
    if (info == PodSnapshot.PENDING) {
      await(process);
    }
  }

  private void await(Attachments process) {
    synchronized (this) {
      if (info == PodSnapshot.PENDING && waiting.size() < MOST_WAITING) {
        waiting.add(process);
        return;
      }
    }
    process.put(KEY, this); // the list came in between
  }

  void publish(PodSnapshot next) {
    List<Attachments> served;
    synchronized (this) {
      info = next;
      served = waiting;
      waiting = new ArrayList<>(0);
    }
    served.forEach(process -> process.put(KEY, this));
  }
}
