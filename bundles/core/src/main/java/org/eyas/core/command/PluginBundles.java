package org.eyas.core.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.engine.describe.PluginDescription;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Finds the bundles that replace plugins of Falco. The manifest of such a bundle has the capability {@code
 * org.eyas.plugin} with the attributes description, contact, version and offers. A bundle with a configuration has the
 * attribute schema, too: the path of a JSON schema in the bundle.
 */
final class PluginBundles {
  private static final String NAMESPACE = "org.eyas.plugin";

  private PluginBundles() {}

  /** All active plugins, by name. */
  static List<PluginDescription> active(BundleContext context) {
    List<PluginDescription> plugins = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.getState() == Bundle.ACTIVE ? bundle.adapt(BundleRevision.class) : null;
      if (revision != null) {
        for (BundleCapability capability : revision.getDeclaredCapabilities(NAMESPACE)) {
          plugins.add(describe(bundle, capability.getAttributes()));
        }
      }
    }
    plugins.sort(Comparator.comparing(PluginDescription::name));
    return plugins;
  }

  /** The versions of all active plugins by name, sorted. */
  static SortedMap<String, String> versions(BundleContext context) {
    SortedMap<String, String> versions = new TreeMap<>();
    active(context).forEach(plugin -> versions.put(plugin.name(), plugin.version()));
    return versions;
  }

  private static PluginDescription describe(Bundle bundle, Map<String, Object> attributes) {
    List<String> offers = new ArrayList<>();
    if (attributes.get("offers") instanceof Collection<?> texts) {
      texts.forEach(text -> offers.add(String.valueOf(text)));
    }
    return new PluginDescription(
        text(attributes, NAMESPACE), text(attributes, "description"), text(attributes, "contact"),
        text(attributes, "version"), offers, schema(bundle, text(attributes, "schema")));
  }

  private static String schema(Bundle bundle, String path) {
    URL entry = path.isEmpty() ? null : bundle.getEntry(path);
    if (entry == null) {
      return "";
    }
    try (InputStream in = entry.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a bundle cannot be read although it is active", e);
    }
  }

  private static String text(Map<String, Object> attributes, String name) {
    return String.valueOf(attributes.getOrDefault(name, ""));
  }
}
