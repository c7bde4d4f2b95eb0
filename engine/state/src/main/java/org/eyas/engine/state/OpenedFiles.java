package org.eyas.engine.state;

import org.eyas.api.pushdown.KeptFiles;

/**
 * Which opened files are kept in the tables. If no rule has a different answer for a file than for a descriptor that is not in the table,
 * none are: an open then lasts only for its event, and removes what was under its number. If that is so for all files but directories,
 * the source may leave out opens of other files; every open that it delivers is kept, because an event does not say what was opened.
 * Changed between two batches by the thread of the loop.
 */
final class OpenedFiles {
  private KeptFiles kept = KeptFiles.ALL;

  KeptFiles kept() {
    return kept;
  }

  void kept(KeptFiles changed) {
    kept = changed;
  }
}
