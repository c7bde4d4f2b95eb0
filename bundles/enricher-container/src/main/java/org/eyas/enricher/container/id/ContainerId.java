package org.eyas.enricher.container.id;

/**
 * The id of a container, from the path of its cgroup.
 *
 * @param value the whole id: 64 hexadecimal digits, or a name
 * @param engine the engine that uses this form of path
 */
public record ContainerId(String value, Engine engine) {
  private static final int REPORTED_LENGTH = 12;

  /** The id as alerts print it: LXC, libvirt and BPM have whole names, all others 12 characters. */
  public String reported() {
    return engine.hasNameOnly() ? value : value.substring(0, Math.min(REPORTED_LENGTH, value.length()));
  }
}
