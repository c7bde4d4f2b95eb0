package org.eyas.enricher.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The name that the kubelet gives its node. */
final class NodeName {
  private NodeName() {}

  /** The name of this machine in lower case, which is the kubelet's default. */
  static String ofThisMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return "localhost";
    }
  }
}
