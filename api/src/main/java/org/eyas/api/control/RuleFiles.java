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

  /**
   * Adds a file to the last folder that is configured. The engine then reloads, as with {@link #save}.
   *
   * @param name a plain file name that sorts after those of the rules that it changes
   * @return the name of the document
   * @throws RefusedException if no folder is configured, or the file exists
   */
  default String create(String name, String content) throws RefusedException, IOException {
    throw new RefusedException(name + " cannot be added: these rules are not in a folder");
  }

  /**
   * Removes a file. The engine then reloads.
   *
   * @param before the file and content that the caller started from; if the file has changed since, it stays
   * @throws RefusedException if there is no such file, or it has changed in the meantime
   */
  default void delete(RuleDocument before) throws RefusedException, IOException {
    throw new RefusedException(before.name() + " cannot be removed: these rules are not in a folder");
  }

  /** The configured folders, to the last of which {@link #create} adds files. */
  default List<String> folders() {
    return List.of();
  }
}
