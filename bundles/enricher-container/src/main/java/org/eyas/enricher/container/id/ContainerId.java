package org.eyas.enricher.container.id;

import org.eyas.linux.runtime.CgroupOwners;

/**
 * The id of a container, and the owner of the container. A user's statements about an id apply only to that user's
 * container, because any user can reuse an id that root's runtime has made.
 *
 * @param value the whole id: 64 hexadecimal digits, or a name
 * @param engine the engine that uses this form of path
 * @param owner the user id on the host of the user whose runtime made the container; {@link #NOBODY} if there is no evidence for any
 */
public record ContainerId(String value, ContainerEngine engine, long owner) {
  public static final long ROOT = 0;
  public static final long NOBODY = CgroupOwners.UNKNOWN;

  private static final int REPORTED_LENGTH = 12;

  /** The id of a container that a runtime of root started. */
  public ContainerId(String value, ContainerEngine engine) {
    this(value, engine, ROOT);
  }

  public boolean isRoots() {
    return owner == ROOT;
  }

  /** Whether an ordinary user made the container. Then that user chose the id and all facts about the container. */
  public boolean isUsers() {
    return owner != ROOT && owner != NOBODY;
  }

  /** The id as alerts print it: LXC, libvirt and BPM have whole names, all others 12 characters. */
  public String reported() {
    return engine.hasNameOnly() ? value : value.substring(0, Math.min(REPORTED_LENGTH, value.length()));
  }
}
