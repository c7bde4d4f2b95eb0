package org.eyas.api.control;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.osgi.annotation.versioning.ProviderType;

/** Rule documents that can be changed: those of a rule loader whose documents are files. May be called from any thread. */
@ProviderType
public interface RuleFiles {
  /** The documents of this loader by the names that rules have them under, as they are on disk. */
  List<RuleDocument> files() throws IOException;

  /**
   * Writes a document in one step, with the owner and the mode of the file before; the loader then takes it over as if it had
   * been edited. Whether its rules load has been looked at before.
   *
   * @param before the content that it is a change of: where the file is another one by now, nothing is saved
   * @throws RefusedException where this loader has no such file, or somebody else changed it meanwhile
   */
  void save(RuleDocument before, String content) throws RefusedException, IOException;
}
