package org.eyas.console.page;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;

/** Finds the keys whose values a bundle gets. The PIDs of a bundle of Eyas begin with its symbolic name. */
final class BundleKeys {
  private final List<ConfigurationKey> keys;

  BundleKeys(Services services) {
    keys = all(services);
  }

  /** The keys of the file, and those of the components of other bundles. */
  static List<ConfigurationKey> all(Services services) {
    return Stream.concat(services.configuration().map(ConfigurationFile::keys).orElse(List.of()).stream(),
        services.componentKeys().stream()).toList();
  }

  static boolean isOf(String bundle, ConfigurationKey key) {
    return key.pids().stream().anyMatch(pid -> pid.matches("\\Q" + bundle + "\\E([.~].*)?"));
  }

  /** The address of the form with a bundle's keys; empty if it has none. */
  String link(String bundle) {
    boolean has = keys.stream().anyMatch(key -> isOf(bundle, key));
    return has ? KeysPage.PATH + "?" + Links.query("bundle", bundle) : "";
  }
}
