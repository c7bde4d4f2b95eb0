package org.eyas.api.control;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rule files that can be edited while the engine runs. Offered by a {@link org.eyas.api.rule.RuleProvider} whose documents are
 * files. Any thread may call it.
 */
@ProviderType
public interface RuleFiles {
  /** The files as they are on disk, under the names that {@link RuleStatus#document} uses. */
  List<RuleDocument> files() throws IOException;

  /**
   * Replaces a file in one step, keeping its owner and mode. The engine then reloads as if a person had edited the file. The
   * caller has to check first that the rules load; this method does not.
   *
   * @param before the file and content that the caller started from; if the file has changed since, nothing is saved
   * @throws RefusedException if there is no such file, or it has changed in the meantime
   */
  void save(RuleDocument before, String content) throws RefusedException, IOException;
}
