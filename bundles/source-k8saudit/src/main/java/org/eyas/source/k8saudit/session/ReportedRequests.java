package org.eyas.source.k8saudit.session;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Remembers the newest reported requests, because a request has an audit event for each of its stages. Used by one
 * thread.
 */
final class ReportedRequests {
  private static final int MOST = 4_096;

  private final SequencedSet<String> newest = new LinkedHashSet<>();

  boolean isNew(String identity) {
    boolean added = newest.add(identity);
    if (newest.size() > MOST) {
      newest.removeFirst();
    }
    return added;
  }
}
