package org.eyas.console.page.configuration;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.console.page.ConsoleServices;

/** Finds the keys whose values a bundle gets. */
public final class BundleKeyFinder {
  private final List<ConfigurationKey> keys;

  public BundleKeyFinder(ConsoleServices services) {
    keys = all(services);
  }

  /** The keys of the file, and those of the components of other bundles. */
  public static List<ConfigurationKey> all(ConsoleServices services) {
    return Stream.concat(services.configuration().map(ConfigurationFile::keys).orElse(List.of()).stream(),
        services.componentKeys().stream()).toList();
  }

  /** The address of the form with a bundle's keys; empty if it has none. */
  public String link(String bundle) {
    boolean has = keys.stream().anyMatch(key -> KeyFilter.isKeyOf(bundle, key));
    return has ? KeyFilter.bundleAddress(bundle) : "";
  }
}
