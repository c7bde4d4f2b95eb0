package org.eyas.api.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The YAML file that configures the engine, for tools that change it while the engine runs. Settings are stored in files only:
 * saving writes the file, and the engine reloads as if a person had edited it. Any thread may call it.
 */
@ProviderType
public interface ConfigurationFile {
  /** The file's path; empty if the engine runs without a configuration file. Nothing can be saved then. */
  String path();

  /** The text on disk. */
  String text() throws IOException;

  /**
   * Checks a text without saving it.
   *
   * @return the warnings that the engine would log; empty if there are none
   * @throws RefusedException if the engine could not run with the text
   */
  List<String> check(String text) throws RefusedException;

  /**
   * Checks a text, replaces the file in one step, keeping its owner and mode, and waits until the engine runs with it.
   *
   * @param before the text that the caller started from; if the file has changed since, nothing is saved
   * @throws RefusedException if the engine could not run with the text, or the file has changed in the meantime
   */
  void save(String before, String text) throws RefusedException, IOException;

  /**
   * Reads configuration and rules again, as SIGHUP does, and waits until the engine runs with them.
   *
   * @return what runs now, in one line for people
   * @throws RefusedException if the engine could not run with them; everything stays as it was
   */
  String reload() throws RefusedException;

  /**
   * Returns the text with one key set to a new value. Comments and everything else stay as they are; nothing is saved.
   *
   * @param key a key as {@code -o} takes it: {@code json_output}, {@code engine.kind}, {@code rules[]} to append to a list
   * @param value the value in YAML: {@code true}, <code>{disable: {rule: Name}}</code>
   * @throws RefusedException if the text is not YAML, or the key cannot be added to it
   */
  String withKey(String text, String key, String value) throws RefusedException;

  /**
   * Returns the text with a rule enabled or disabled; nothing is saved. If the key {@code rules[]} has an entry for exactly this
   * rule and no later entry could overrule it, that entry is changed; else an entry is added.
   *
   * @param rule the rule's full name
   * @throws RefusedException if the text is not YAML, or the key cannot be added to it
   */
  String withRule(String text, String rule, boolean enabled) throws RefusedException;

  /**
   * The value of a key that is in effect now, from any file, option or default; empty if there is no such key or it has no value.
   */
  Optional<Setting> setting(String key);

  /** All keys that the file may have, without old names, in the order of the documentation; with the defaults for this file. */
  List<ConfigurationKey> keys();
}
