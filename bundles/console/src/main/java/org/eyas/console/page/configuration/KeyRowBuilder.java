package org.eyas.console.page.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.api.control.Setting;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.settings.ConfigurationValues;
import org.eyas.console.settings.GuardedKeys;

/** Makes the rows of all keys: from the table of keys, the text of the file, and the values that are in effect. */
final class KeyRowBuilder {
  private static final String BUILT_IN = "built-in configuration";
  private static final String ELEMENT = "[]";
  private static final String COMPONENTS = "eyas.components";
  private static final String IN_THE_TEXT = "It can be changed only in the text of the file.";

  private final ConfigurationFile file;
  private final ConfigurationValues values;
  private final boolean programs;
  private final List<KeyRow> rows = new ArrayList<>();

  private KeyRowBuilder(ConfigurationFile file, ConfigurationValues values, boolean programs) {
    this.file = file;
    this.values = values;
    this.programs = programs;
  }

  /**
   * @param shown the text of the file without its secrets
   * @param components the settings of components of other bundles
   * @param programs whether keys that run programs may be changed
   */
  static List<KeyRow> of(ConfigurationFile file, String shown, List<ConfigurationKey> components, boolean programs)
      throws RefusedException {
    KeyRowBuilder making = new KeyRowBuilder(file, ConfigurationValues.of(shown), programs);
    List<ConfigurationKey> keys = file.keys();
    for (ConfigurationKey key : keys) {
      if (!key.name().contains(ELEMENT)) {
        making.add(key);
        if (key.shape() == Shape.ENTRIES) {
          making.addElements(key.name(), keys);
        }
      }
    }
    for (ConfigurationKey setting : components) {
      making.addSetting(setting);
    }
    return making.rows;
  }

  private void add(ConfigurationKey key) throws RefusedException {
    Optional<Setting> setting = file.setting(key.name());
    String place = setting.map(Setting::place).orElse(BUILT_IN);
    boolean given = values.has(key.name()) && !isElsewhere(place);
    String value = given || setting.isEmpty() ? values.lines(key.name())
        : ConfigurationValues.redactedValue(key.name(), setting.get().value());
    rows.add(row(key, key.name(), false, value, whyFixed(key, key.name(), place)));
  }

  private void addElements(String list, List<ConfigurationKey> keys) throws RefusedException {
    List<ConfigurationKey> own = keys.stream().filter(key -> key.name().startsWith(list + ELEMENT)).toList();
    String place = file.setting(list).map(Setting::place).orElse(BUILT_IN);
    int size = values.size(list);
    for (int i = 0; i <= size; i++) { // the last one is new
      for (ConfigurationKey key : own) {
        String name = key.name().replace(ELEMENT, "[" + i + "]");
        rows.add(row(key, name, i == size, values.lines(name), whyFixed(key, name, place)));
      }
    }
  }

  // eyas.components[PID].config.NAME is in the entry with that PID.
  private void addSetting(ConfigurationKey key) throws RefusedException {
    String pid = key.pids().getFirst();
    for (int i = 0; i < values.size(COMPONENTS); i++) {
      if (values.lines(COMPONENTS + "[" + i + "].pid").equals(pid)) {
        String name = key.name().replace("[" + pid + "]", "[" + i + "]");
        rows.add(row(key, name, false, values.lines(name), whyFixed(key, name, BUILT_IN)));
        return;
      }
    }
    rows.add(row(key, key.name(), false, "", "Add an entry with the pid " + pid + " to " + COMPONENTS + " first."));
  }

  private static KeyRow row(ConfigurationKey key, String name, boolean adding, String value, String fixed)
      throws RefusedException {
    String standard = KeyRow.normalized(key, ConfigurationValues.of("v: " + key.standard()).lines("v"));
    String spelled = KeyRow.normalized(key, value);
    boolean absent = name.contains("[") && spelled.isEmpty();
    return new KeyRow(key, name, adding, new PageTemplates.Raw(spelled), standard, !absent && !spelled.equals(standard), fixed);
  }

  private boolean isElsewhere(String place) {
    return !place.equals(BUILT_IN) && !place.equals(file.path()) && !place.startsWith(file.path() + ":");
  }

  private String whyFixed(ConfigurationKey key, String name, String place) {
    if (GuardedKeys.isGuarded(name, programs)) {
      return "It can be changed only in the file itself.";
    }
    if (isElsewhere(place)) {
      return "Set by " + place + ", which overrides the file.";
    }
    return switch (key.shape()) {
      case ENTRIES -> "A list of entries: their keys follow.";
      case OTHER -> IN_THE_TEXT;
      default -> values.areLines(name) ? "" : IN_THE_TEXT;
    };
  }
}
