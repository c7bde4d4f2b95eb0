package org.eyas.config;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Writes configurations to Configuration Admin, but only those that changed. */
final class ConfigurationAdminWriter {
  private final ConfigurationAdmin admin;
  private final Map<String, Map<String, Object>> written = new HashMap<>();

  ConfigurationAdminWriter(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /**
   * Writes new and changed configurations, and deletes those of PIDs that are no longer there.
   *
   * @return the PIDs that changed
   */
  Set<String> write(Map<String, Map<String, Object>> all) throws IOException {
    Set<String> changed = new LinkedHashSet<>();
    for (Map.Entry<String, Map<String, Object>> entry : all.entrySet()) {
      if (!same(written.get(entry.getKey()), entry.getValue())) {
        configuration(entry.getKey()).update(new Hashtable<>(entry.getValue()));
        changed.add(entry.getKey());
      }
    }
    for (String pid : written.keySet()) {
      if (!all.containsKey(pid)) {
        configuration(pid).delete();
        changed.add(pid);
      }
    }
    written.clear();
    written.putAll(all);
    return changed;
  }

  // FACTORY~NAME is one of several configurations of a component.
  private Configuration configuration(String pid) throws IOException {
    int tilde = pid.indexOf('~');
    return tilde < 0
        ? admin.getConfiguration(pid, "?")
        : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
  }

  private static boolean same(@Nullable Map<String, Object> before, Map<String, Object> now) {
    return before != null
        && before.keySet().equals(now.keySet())
        && now.entrySet().stream().allMatch(entry -> same(entry.getValue(), before.get(entry.getKey())));
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return Arrays.deepEquals(new Object[] {one}, new Object[] {other});
  }
}
