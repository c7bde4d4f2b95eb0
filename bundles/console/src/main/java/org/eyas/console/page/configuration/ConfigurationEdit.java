package org.eyas.console.page.configuration;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.console.settings.FormValue;
import org.eyas.console.settings.GuardedKeys;
import org.eyas.console.settings.RedactedConfiguration;

/**
 * The text of the file with new values of some keys. It is made as if a person had edited the text that the console shows, so the
 * same rules hold for secrets and for guarded keys.
 *
 * @param text the new text
 * @param lines the lines that it changes, by key, without secrets
 */
record ConfigurationEdit(String text, List<Lines> lines) {
  /** The lines before and after the change of a key, without those that stay. */
  record Lines(String name, List<String> removed, List<String> added) {}

  /** @throws RefusedException if a key cannot be changed this way; nothing is saved in any case */
  static ConfigurationEdit of(ConfigurationFile file, String before, List<KeyChange> changes, ConsolePermissions limits)
      throws RefusedException {
    RedactedConfiguration hidden = RedactedConfiguration.of(before);
    List<Lines> lines = new ArrayList<>();
    String shown = hidden.redacted();
    for (KeyChange change : changes) {
      String value = FormValue.yaml(change.row().key().shape(), change.entered());
      String next = file.withKey(shown, change.row().name(), value);
      lines.add(lines(change.row().name(), shown.lines().toList(), next.lines().toList()));
      shown = next;
    }
    String text = hidden.restore(shown);
    GuardedKeys.check(before, text, limits.maySetPrograms());
    return new ConfigurationEdit(text, lines);
  }

  private static Lines lines(String name, List<String> old, List<String> now) {
    int start = commonLines(old, now);
    int left = Math.min(old.size(), now.size()) - start;
    int end = Math.min(left, commonLines(old.reversed(), now.reversed()));
    return new Lines(name, old.subList(start, old.size() - end), now.subList(start, now.size() - end));
  }

  /** How many lines two texts have in common at their beginnings. */
  private static int commonLines(List<String> one, List<String> other) {
    int count = 0;
    while (count < Math.min(one.size(), other.size()) && one.get(count).equals(other.get(count))) {
      count++;
    }
    return count;
  }
}
