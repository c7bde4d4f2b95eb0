package org.eyas.api.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The YAML file that configures the engine, for those who change it while it runs. Files are the only place where settings
 * are kept; who saves here writes the file, and the engine reloads as if it had been edited. May be called from any thread.
 */
@ProviderType
public interface ConfigurationFile {
  /** Its path; empty where the engine runs without one, and then nothing can be saved. */
  String path();

  /** The text as it is on disk. */
  String text() throws IOException;

  /**
   * Looks at a text without saving it.
   *
   * @return what is odd about it, as the engine would log it; empty where nothing is
   * @throws RefusedException where the engine could not run with it
   */
  List<String> check(String text) throws RefusedException;

  /**
   * Checks a text, writes it in one step with the owner and the mode of the file before, and lets the engine take it over; waits
   * for it.
   *
   * @param before the text that it is a change of: where the file is another one by now, nothing is saved
   * @throws RefusedException where the engine could not run with it, or somebody else changed the file meanwhile
   */
  void save(String before, String text) throws RefusedException, IOException;

  /**
   * The text with another value for one key; comments and everything else stay.
   *
   * @param key as {@code -o} takes it: {@code json_output}, {@code engine.kind}, {@code rules[]} to add to a list
   * @param value YAML: {@code true}, <code>{disable: {rule: Name}}</code>
   * @throws RefusedException where the text is no YAML or has no place for it
   */
  String with(String text, String key, String value) throws RefusedException;

  /**
   * The text with a rule switched on or off: in the list {@code rules} the entry for this rule is changed where one is there
   * and nothing behind it could decide otherwise; else one is added.
   *
   * @param rule its whole name
   * @throws RefusedException where the text is no YAML or has no place for it
   */
  String withRule(String text, String rule, boolean enabled) throws RefusedException;

  /** What counts now for a key, wherever it stands; empty where there is no such key, or nobody gave it a value. */
  Optional<Setting> setting(String key);
}
