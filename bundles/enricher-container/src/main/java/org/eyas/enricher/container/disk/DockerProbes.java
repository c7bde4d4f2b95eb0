package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.List;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.json.LenientJson;

/** The health check in docker's configuration of a container, and the probes that Kubernetes noted in a label. */
public final class DockerProbes {
  private static final String POD = "io.kubernetes.container.last-applied-config";

  private DockerProbes() {}

  /** @param config the member Config of a container, in docker's files as in its API */
  public static void addTo(LenientJson config, ContainerFacts facts) throws IOException {
    facts.probe(ContainerProbe.Kind.HEALTHCHECK, command(config.at("Healthcheck", "Test").texts()));
    String pod = config.at("Labels", POD).text();
    if (!pod.isEmpty()) {
      LenientJson first =
          LenientJson.parse(pod).at("spec", "containers").elements().stream().findFirst().orElse(LenientJson.NONE);
      facts.probe(ContainerProbe.Kind.LIVENESS, first.at("livenessProbe", "exec", "command").texts());
      facts.probe(ContainerProbe.Kind.READINESS, first.at("readinessProbe", "exec", "command").texts());
    }
  }

  // ["CMD", PROGRAM, ARGUMENT...] or ["CMD-SHELL", LINE]; anything else switches the check off.
  private static List<String> command(List<String> test) {
    return switch (test.isEmpty() ? "" : test.getFirst()) {
      case "CMD" -> test.subList(1, test.size());
      case "CMD-SHELL" -> test.size() < 2 ? List.of() : List.of("/bin/sh", "-c", test.get(1));
      default -> List.of();
    };
  }
}
