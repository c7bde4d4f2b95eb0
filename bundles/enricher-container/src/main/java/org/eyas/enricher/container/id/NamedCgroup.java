package org.eyas.enricher.container.id;

/**
 * A cgroup with the name of a container. The creator of the cgroup chose the name.
 *
 * @param value the id in the name: 64 hexadecimal digits, or a name
 * @param engine the engine that uses this form of path
 * @param controller the hierarchy that the cgroup is in, such as cpuset
 * @param directory the path of the directory that contains the container's cgroup
 * @param nested whether the cgroup is within the cgroup of another container; then a program inside that container
 *     chose its name
 */
public record NamedCgroup(String value, ContainerEngine engine, String controller, String directory, boolean nested) {
  /** The id of the container, if its owner is this user. */
  public ContainerId of(long owner) {
    return new ContainerId(value, engine, owner);
  }
}
