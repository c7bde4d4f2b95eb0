package org.eyas.launcher.pull;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The manifest of an artifact in a registry. A member that the registry leaves out is empty here. */
record ArtifactManifest(List<Layer> layers) {
  ArtifactManifest {
    layers = layers == null ? List.of() : layers.stream().filter(Objects::nonNull).toList();
  }

  /** A part of an artifact; its digest names its contents. */
  record Layer(String digest, Map<String, String> annotations) {
    Layer {
      digest = digest == null ? "" : digest;
      annotations = annotations == null ? Map.of() : annotations;
    }
  }
}
