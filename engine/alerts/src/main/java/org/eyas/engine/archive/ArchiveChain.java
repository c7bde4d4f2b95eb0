package org.eyas.engine.archive;

import java.util.ArrayList;
import java.util.List;
import org.eyas.evidence.chain.ChainDigest;

/**
 * The hash chain of the archive: each alert is linked to the one before it, across segments, restarts and updates. Only the thread
 * that appends changes it; any thread may read its head.
 */
final class ArchiveChain {
  private final ChainDigest digest = new ChainDigest();
  private volatile byte[] head = ChainDigest.start();
  private long oldest;
  private boolean isAnchored;

  /** Continues the chain of a file. */
  void resumeFrom(byte[] lastDigest, long recordedOldest) {
    head = lastDigest;
    oldest = recordedOldest;
    isAnchored = true;
  }

  /** The digest of the newest alert, as text; that of the start of a chain if there is no alert. */
  String head() {
    return ChainDigest.text(head);
  }

  /**
   * The bytes of alerts with their links. They become part of the chain only by {@link #extend}.
   *
   * @param beginsSegment whether they are the first of a segment
   * @param left the number of the oldest alert after them; the archive is about to delete those before it
   */
  List<byte[]> link(List<byte[]> alerts, boolean beginsSegment, long left) {
    List<byte[]> entries = new ArrayList<>(alerts.size());
    byte[] before = head;
    for (byte[] alert : alerts) {
      boolean anchors = entries.isEmpty() && (beginsSegment || !isAnchored || left != oldest);
      byte[] entry = anchors ? ChainLink.anchor(alert, before, left, digest) : ChainLink.append(alert, before, digest);
      before = ChainLink.digestOf(entry);
      entries.add(entry);
    }
    return entries;
  }

  /** The number of the oldest alert that is not dropped; the given one in an archive without a chain. */
  long oldest(long first) {
    return isAnchored ? oldest : first;
  }

  /** Makes linked alerts part of the chain, because they are in the file. */
  void extend(List<byte[]> entries, long left) {
    head = ChainLink.digestOf(entries.getLast());
    oldest = left;
    isAnchored = true;
  }
}
