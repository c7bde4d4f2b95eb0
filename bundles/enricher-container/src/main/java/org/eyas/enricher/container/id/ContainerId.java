package org.eyas.enricher.container.id;

/**
 * The id of a container, from the path of its cgroup.
 *
 * @param value the whole id: 64 hexadecimal digits, or a name
 * @param engine the engine that uses this form of path
 * @param nested whether the cgroup is within that of another container: then a program inside chose its name, and nothing
 *     outside may rely on it
 */
public record ContainerId(String value, Engine engine, boolean nested) {
  private static final int REPORTED_LENGTH = 12;

  /** The id of a container that a runtime of the host started. */
  public ContainerId(String value, Engine engine) {
    this(value, engine, false);
  }

  /** The id as alerts print it: LXC, libvirt and BPM have whole names, all others 12 characters. */
  public String reported() {
    return engine.hasNameOnly() ? value : value.substring(0, Math.min(REPORTED_LENGTH, value.length()));
  }
}
