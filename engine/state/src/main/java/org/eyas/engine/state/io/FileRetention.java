package org.eyas.engine.state.io;

import org.eyas.api.pushdown.KeptFiles;

/**
 * The setting that selects the opened files which the tables keep. If no rule distinguishes a file from a descriptor
 * that is not in the table, the tables keep no files: an open then only lasts for its event, and removes the descriptor
 * that had its number. If rules distinguish only directories, the source may leave out opens of other files; the tables
 * then keep every open that the source delivers, because an event does not say whether it opened a directory. The
 * thread of the loop changes the setting between two batches.
 */
public final class FileRetention {
  private KeptFiles kept = KeptFiles.ALL;

  public KeptFiles kept() {
    return kept;
  }

  public void kept(KeptFiles changed) {
    kept = changed;
  }
}
