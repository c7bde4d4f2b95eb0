package org.eyas.core.metric;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A group of metrics, which the configuration enables together. */
public enum Group {
  /** Always enabled. */
  ENGINE,
  RULES,
  RESOURCES,
  STATE,
  KERNEL,
  PROCESSORS,
  PROGRAMS,
  PLUGINS;

  /** @param names labels of groups, see {@link #label}; unknown ones are ignored */
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
