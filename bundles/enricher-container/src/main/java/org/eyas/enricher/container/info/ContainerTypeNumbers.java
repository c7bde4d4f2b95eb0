package org.eyas.enricher.container.info;

import java.util.Map;
import java.util.stream.Collectors;

/** The numbers that Falco's plugin uses in captures for the types of containers. */
public final class ContainerTypeNumbers {
  private static final int UNKNOWN = 0xffff;

  private static final Map<Integer, String> NAMES =
      Map.of(
          0, "docker", 1, "lxc", 2, "libvirt-lxc", 3, "mesos", 4, "rkt", 6, "cri", 7, "containerd", 8, "cri-o", 9, "bpm", 11,
          "podman");

  private static final Map<String, Integer> NUMBERS =
      NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private ContainerTypeNumbers() {}

  /** The type with a number in decimal; empty if there is none. */
  public static String name(String number) {
    return number.matches("[0-9]{1,4}") ? NAMES.getOrDefault(Integer.valueOf(number), "") : "";
  }

  static int number(String name) {
    return NUMBERS.getOrDefault(name, UNKNOWN);
  }
}
