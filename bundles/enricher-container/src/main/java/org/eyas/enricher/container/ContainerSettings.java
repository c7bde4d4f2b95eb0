package org.eyas.enricher.container;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.disk.RuntimeDirectories;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.enricher.container.socket.RuntimeSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of {@code init_config} of Falco's plugin {@code container}. A key that is missing has Falco's default. */
record ContainerSettings(LenientJson json) {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerSettings.class);

  private static final List<String> CONTAINERD =
      List.of("/run/containerd/containerd.sock", "/run/host-containerd/containerd.sock");
  private static final List<String> CRI =
      List.of(
          "/run/containerd/containerd.sock",
          "/run/crio/crio.sock",
          "/run/k3s/containerd/containerd.sock",
          "/run/host-containerd/containerd.sock");

  /** @param text JSON; empty for the defaults. If it is not JSON, the defaults are used and that is logged. */
  static ContainerSettings of(String text) {
    try {
      LenientJson json = text.isEmpty() ? LenientJson.NONE : LenientJson.parse(text);
      ContainerSettingsCheck.mistakes(json)
          .forEach(mistake -> LOG.warn("init_config of the plugin container: {}; the default is used instead", mistake));
      return new ContainerSettings(json);
    } catch (IOException e) {
      LOG.warn("init_config of the plugin container is not used: {}; write keys or a text that is JSON", Reason.of(e));
      return new ContainerSettings(LenientJson.NONE);
    }
  }

  static RuntimeDirectories roots(ContainerEnricher.Config config) {
    return new RuntimeDirectories(
        List.of(config.docker_roots()), List.of(config.podman_roots()), List.of(config.containerd_roots()),
        RuntimeDirectories.USUAL.cni());
  }

  /** Labels with a longer value, in bytes, are left out. */
  int labelLength() {
    String text = json.at("label_max_len").text();
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : ContainerFacts.LABEL_LENGTH;
  }

  /** Whether containers of an engine count. Containers in a cgroup path that several engines use always count. */
  boolean isEnabled(ContainerEngine engine) {
    return engine == ContainerEngine.ANY || isEnabled(engine.key());
  }

  /**
   * The container to which every process belongs, if {@code engines.static} is enabled because Eyas watches one
   * container.
   */
  Optional<ContainerSnapshot> only() {
    LenientJson only = json.at("engines", "static");
    if (!only.at("enabled").isTrue()) {
      return Optional.empty();
    }
    ContainerFacts facts =
        new ContainerFacts().owner(ContainerId.ROOT).id(only.at("container_id").text()).set(ContainerPart.NAME,
            only.at("container_name").text());
    return Optional.of(facts.image(ImageReference.of(only.at("container_image").text())).settled());
  }

  private boolean isEnabled(String engine) {
    LenientJson enabled = json.at("engines", engine, "enabled");
    return !enabled.isFlag() || enabled.isTrue();
  }

  /** The sockets of the runtimes. Without the hooks create and start, their events are not followed. */
  RuntimeSockets sockets() {
    LenientJson hooks = json.at("hooks");
    boolean hears = !hooks.isArray() || hooks.texts().contains("create") || hooks.texts().contains("start");
    return new RuntimeSockets(
        sockets("docker", List.of("/var/run/docker.sock")),
        sockets("podman", List.of("/run/podman/podman.sock")),
        sockets("cri", CRI),
        sockets("containerd", CONTAINERD),
        hears);
  }

  private List<String> sockets(String engine, List<String> usual) {
    List<String> sockets = json.at("engines", engine, "sockets").texts();
    return !isEnabled(engine) ? List.of() : sockets.isEmpty() ? usual : sockets;
  }
}
