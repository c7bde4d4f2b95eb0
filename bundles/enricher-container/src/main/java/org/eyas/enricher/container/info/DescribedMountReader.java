package org.eyas.enricher.container.info;

import java.util.ArrayList;
import java.util.List;
import org.eyas.enricher.container.json.LenientJson;

/** Reads mounts in docker's form, which Falco's plugin uses in captures, too. */
public final class DescribedMountReader {
  private DescribedMountReader() {}

  /** @param given an object for each mount */
  public static ContainerMounts of(List<LenientJson> given) {
    List<ContainerMount> mounts = new ArrayList<>();
    for (LenientJson mount : given) {
      mounts.add(
          new ContainerMount(
              mount.at("Source").text(),
              mount.at("Destination").text(),
              mount.at("Mode").text(),
              mount.at("RW").isTrue(),
              mount.at("Propagation").text()));
    }
    return ContainerMounts.of(mounts);
  }
}
