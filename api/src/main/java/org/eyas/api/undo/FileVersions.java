package org.eyas.api.undo;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The versions of the files that the console and the command line write: the configuration file, rule files and mutes. Any thread
 * may call it.
 */
@ProviderType
public interface FileVersions {
  /**
   * The versions of all files, the newest first.
   *
   * @throws IOException if a folder of versions cannot be read, or others may write to it
   */
  List<FileVersion> versions() throws IOException;

  /**
   * Writes an older version of a file again, as a new version. Secrets of the configuration file keep their current values. The
   * engine uses the file when this returns.
   *
   * @param file the path, as in {@link FileVersion#file}
   * @throws RefusedException if there is no such version, or the engine could not run with it; nothing has changed then
   */
  void revert(String file, int version) throws RefusedException, IOException;
}
