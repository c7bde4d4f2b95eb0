package org.eyas.enricher.container.id;

/** The container engines of Falco's plugin, with the names that {@code init_config} and {@code container.type} use. */
public enum ContainerEngine {
  DOCKER("docker", "docker"),
  PODMAN("podman", "podman"),
  CONTAINERD("containerd", "containerd"),
  /** Any runtime of Kubernetes; the type is that of the runtime. */
  CRI("cri", "containerd"),
  CRIO("cri", "cri-o"),
  LXC("lxc", "lxc"),
  LIBVIRT_LXC("libvirt_lxc", "libvirt-lxc"),
  BPM("bpm", "bpm"),
  /** A path that several engines use. */
  ANY("", "");

  private final String key;
  private final String type;

  ContainerEngine(String key, String type) {
    this.key = key;
    this.type = type;
  }

  /** The name in {@code init_config.engines}; empty for {@link #ANY}. */
  public String key() {
    return key;
  }

  /** The value of {@code container.type}; empty for {@link #ANY}. */
  public String type() {
    return type;
  }

  /** Whether the name in the path of the cgroup is all that there is: these have no files or sockets that Eyas reads. */
  public boolean hasNameOnly() {
    return this == LXC || this == LIBVIRT_LXC || this == BPM;
  }
}
