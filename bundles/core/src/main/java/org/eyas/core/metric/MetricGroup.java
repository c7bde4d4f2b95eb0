package org.eyas.core.metric;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A group of metrics, which the configuration enables together. */
public enum MetricGroup {
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
  public static Set<MetricGroup> of(Iterable<String> names) {
    Set<MetricGroup> groups = EnumSet.of(ENGINE);
    for (String name : names) {
      for (MetricGroup group : values()) {
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
