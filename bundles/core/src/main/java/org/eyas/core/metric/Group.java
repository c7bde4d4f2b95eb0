package org.eyas.core.metric;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the configuration switches on and off together. */
public enum Group {
  /** What is always told. */
  ENGINE,
  RULES,
  RESOURCES,
  STATE,
  KERNEL,
  PROCESSORS,
  PROGRAMS,
  PLUGINS;

  /** @param names as {@link #label}; one that is unknown is passed over */
  public static Set<Group> of(Iterable<String> names) {
    Set<Group> groups = EnumSet.of(ENGINE);
    for (String name : names) {
      for (Group group : values()) {
        if (group.label().equals(name)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
