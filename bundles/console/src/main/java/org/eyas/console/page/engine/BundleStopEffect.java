package org.eyas.console.page.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The effect of stopping a bundle, in one sentence for each bundle. */
final class BundleStopEffect {
  private static final Map<String, String> BY_NAME = byName();
  private static final String OTHER = "What it offers is missing until it starts again; rules that need its fields are parked.";

  private BundleStopEffect() {}

  private static Map<String, String> byName() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("org.eyas.output.grpc", "Clients of gRPC get no alerts until it starts again.");
    texts.put("org.eyas.output.",
        "This output sends nothing until it starts again; alerts wait for it for 5 s, and later ones are not kept for it.");
    texts.put("org.eyas.driver.",
        "If this driver is in use, another one takes over after 5 s; without one, system calls are not seen.");
    texts.put("org.eyas.source.", "Events of this source are not read until it starts again.");
    texts.put("org.eyas.rules.", "Its rules no longer run, until it starts again.");
    texts.put("org.eyas.enricher.", "New processes lack its fields, and rules that need them are parked until it starts again.");
    texts.put("org.eyas.fields.", "Rules that need its fields are parked until it starts again.");
    texts.put("org.eyas.web", "Health and metrics are not served until it starts again.");
    texts.put("org.eyas.control", "The commands of eyas cannot reach this engine, and changes are written only to its log.");
    texts.put("org.eyas.provision", "Jars of the watched folder are not installed until it starts again.");
    texts.put("org.eyas.selfwatch", "Nobody is alerted when somebody stops, changes or manipulates the engine.");
    texts.put("org.eyas.systemd", "systemd gets no reports of the engine, and restarts it if its unit expects some.");
    texts.put("org.eyas.console", "It cannot stop itself: set eyas.console.enabled to false.");
    return texts;
  }

  static String of(String symbolicName) {
    return BY_NAME.entrySet().stream()
        .filter(entry -> symbolicName.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
