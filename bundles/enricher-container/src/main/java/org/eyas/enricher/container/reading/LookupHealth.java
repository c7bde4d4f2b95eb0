package org.eyas.enricher.container.reading;

import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.control.OwnHealth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to health and to the log which files do not answer, and why files are not read. Any thread may call it. */
public final class LookupHealth {
  private static final Logger LOG = LoggerFactory.getLogger(LookupHealth.class);
  private static final int MOST_NAMED = 3;

  private final Map<String, Integer> hanging = new TreeMap<>();
  private final String unreadReason;
  private @Nullable OwnHealth health;

  /** @param unreadReason why no files of users are read; empty if they are */
  public LookupHealth(String unreadReason) {
    this.unreadReason = unreadReason;
  }

  /** Whether files of users are read. */
  public boolean readsFilesOfUsers() {
    return unreadReason.isEmpty();
  }

  synchronized void hangs(String files) {
    if (hanging.merge(files, 1, Integer::sum) == 1) {
      LOG.warn("{} have not been read within {} ms; containers are looked up on another thread", files,
          FileReadThreads.LIMIT_MILLIS);
    }
    report();
  }

  synchronized void answered(String files) {
    if (hanging.merge(files, -1, Integer::sum) == 0) {
      hanging.remove(files);
      LOG.info("{} are read again", files);
    }
    report();
  }

  public synchronized void reportTo(OwnHealth service) {
    health = service;
    report();
  }

  /** Stops reporting to a service, unless its successor is in use already. The problem ends with the service. */
  public synchronized void stopReportingTo(OwnHealth service) {
    if (health == service) {
      health = null;
    }
  }

  private void report() {
    OwnHealth now = health;
    if (now == null) {
      return;
    }
    String problem = problem();
    if (problem.isEmpty()) {
      now.clear();
    } else {
      now.reportProblem(problem);
    }
  }

  private String problem() {
    if (!unreadReason.isEmpty()) {
      return "containers of users have no names, because no files of users are read: " + unreadReason;
    }
    if (hanging.isEmpty()) {
      return "";
    }
    String named = String.join(", ", hanging.keySet().stream().limit(MOST_NAMED).toList());
    String more = hanging.size() > MOST_NAMED ? " and " + (hanging.size() - MOST_NAMED) + " more" : "";
    return "containers have no names, because these files could not be read in time: " + named + more
        + "; check their file systems";
  }
}
