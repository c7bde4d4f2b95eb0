package org.eyas.config;

import java.util.List;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.config.component.DefaultsProfile;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyState;
import org.eyas.config.key.KeyTable;
import org.eyas.config.key.KeyType;

/** The table of keys as other bundles see it. */
public final class ConfigurationKeys {
  private ConfigurationKeys() {}

  /** @param whose the defaults of the configuration file */
  public static List<ConfigurationKey> of(KeyTable table, DefaultsProfile whose) {
    return table.keys().stream().filter(KeyDefinition::isCurrent).map(key -> of(key, whose)).toList();
  }

  private static ConfigurationKey of(KeyDefinition key, DefaultsProfile whose) {
    KeyType type = key.type();
    return new ConfigurationKey(
        key.name(), shape(type.kind()), type.choices(), type.expected(), whose.of(key), key.text(), key.note(),
        key.state() == KeyState.WORKS, key.pids());
  }

  private static Shape shape(KeyType.Kind kind) {
    return switch (kind) {
      case FLAG -> Shape.FLAG;
      case WHOLE, DECIMAL -> Shape.NUMBER;
      case ONE -> Shape.CHOICE;
      case TEXT, ADDRESS -> Shape.TEXT;
      case TEXTS -> Shape.TEXTS;
      case MAP -> Shape.MAP;
      case MAPS -> Shape.ENTRIES;
      case TEXTS_OR_MAPS, FIELDS, MAP_OR_TEXT -> Shape.OTHER;
    };
  }
}
