package org.eyas.engine.loop;

import java.util.List;
import org.eyas.api.alert.Alert;

/** Followers of alerts, who see more details of each alert. The loops of all sources call this, each on its own thread. */
public interface AlertFollowing {
  /** Whether there is a follower. Called for every alert, so it must be cheap. */
  boolean isFollowed();

  /**
   * Adds details to an alert that is about to be sent.
   *
   * @param ancestors the process and its ancestors, one line each, the process first
   * @param explanation why the rule fired, as text of several lines; empty if unknown
   */
  void describe(Alert alert, List<String> ancestors, String explanation);
}
