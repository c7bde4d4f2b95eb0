package org.eyas.enricher.container.info;

import java.util.ArrayList;
import java.util.List;
import org.eyas.enricher.container.json.Json;

/** Reads mounts in docker's form, which Falco's plugin uses in captures, too. */
public final class DescribedMounts {
  private DescribedMounts() {}

  /** @param given an object for each mount */
  public static Mounts of(List<Json> given) {
    List<Mount> mounts = new ArrayList<>();
    for (Json mount : given) {
      mounts.add(
          new Mount(
              mount.at("Source").text(),
              mount.at("Destination").text(),
              mount.at("Mode").text(),
              mount.at("RW").isTrue(),
              mount.at("Propagation").text()));
    }
    return Mounts.of(mounts);
  }
}
