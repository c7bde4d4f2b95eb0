package org.eyas.engine.archive;

import java.util.List;
import org.eyas.api.history.AlertGroup;

/** Counts the alerts that a search finds. */
public interface AlertGroupVisitor extends AlertVisitor {
  /**
   * Counts all alerts of a segment at once.
   *
   * @return whether the visitor counted them; otherwise it gets the alerts one by one
   */
  boolean visitAll(List<AlertGroup> groups);
}
