package org.eyas.enricher.container.info;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ContainerDescription;

/**
 * The facts about the container of a process, or the fact that the process runs on the host. Immutable; shared by all
 * processes of the container. Each part is a value, {@link Text#ABSENT}, or {@link Text#PENDING} while it is looked up.
 * The loop reads it for each event that needs it, so no method that the loop calls allocates.
 */
public final class ContainerSnapshot implements ContainerDescription {

  /** The member of a description in a capture that Falco's plugin does not have. */
  public static final String OWNER = "owner";

  static final Text TRUE = Text.of("true");
  static final Text FALSE = Text.of("false");

  /** The value for processes outside of containers. */
  public static final ContainerSnapshot HOST = host();

  private final Bytes[] parts;
  private final long owner;
  private final Bytes user;
  private final Bytes address; // in network byte order; absent if it is not known
  private final ContainerMounts mounts;
  private final ContainerLabels labels;
  private final ContainerLabels podLabels;
  private final ContainerProbes probes;

  ContainerSnapshot(Bytes[] parts, long owner, Bytes user, ContainerMounts mounts, ContainerLabels labels,
      ContainerLabels podLabels,
      ContainerProbes probes) {
    this.parts = parts;
    this.owner = owner;
    this.user = user;
    address = ContainerAddress.parse(parts[ContainerPart.IP.ordinal()]);
    this.mounts = mounts;
    this.labels = labels;
    this.podLabels = podLabels;
    this.probes = probes;
  }

  // As Falco's plugin has it: texts are empty, flags are false.
  private static ContainerSnapshot host() {
    ContainerFacts facts = new ContainerFacts();
    for (ContainerPart part : ContainerPart.values()) {
      switch (part) {
        case ID, FULL_ID, NAME, TYPE -> facts.set(part, "host");
        case PRIVILEGED, HOST_PID, HOST_NETWORK, HOST_IPC -> facts.set(part, false);
        case POD_NAME, POD_NAMESPACE, POD_UID -> {}
        default -> facts.set(part, "");
      }
    }
    return facts.mounts(ContainerMounts.NONE).labels(ContainerLabels.NONE).podLabels(ContainerLabels.NONE).settled();
  }

  /**
   * The description as JSON. It is empty for the host, and while the name is being looked up; a description with the
   * name follows.
   */
  @Override
  public Text json() {
    return this == HOST || part(ContainerPart.NAME) == Text.PENDING ? Text.EMPTY : ContainerDescriptionWriter.of(this);
  }

  @Override
  public Bytes id() {
    return this == HOST ? Text.EMPTY : part(ContainerPart.ID);
  }

  @Override
  public Bytes user() {
    return user;
  }

  @Override
  public boolean hasAddress(Bytes wanted) {
    return address.isPresent() && address.contentEquals(wanted);
  }

  /**
   * The host's user id of the owner: the user that runs the container's runtime. Negative on the host, and if there is
   * no evidence for an owner.
   */
  public long owner() {
    return owner;
  }

  public Bytes part(ContainerPart part) {
    return parts[part.ordinal()];
  }

  /** Whether a flag is known; it is true if {@link #part} is "true". */
  public Presence presence(ContainerPart flag) {
    Bytes value = part(flag);
    return value.isPresent() ? Presence.PRESENT : value == Text.PENDING ? Presence.PENDING : Presence.ABSENT;
  }

  public boolean isTrue(ContainerPart flag) {
    return part(flag) == TRUE;
  }

  /** Whether no part is pending. */
  public boolean isComplete() {
    for (Bytes part : parts) {
      if (part == Text.PENDING) {
        return false;
      }
    }
    return mounts != ContainerMounts.PENDING && labels != ContainerLabels.PENDING && podLabels != ContainerLabels.PENDING;
  }

  public ContainerMounts mounts() {
    return mounts;
  }

  public ContainerLabels labels() {
    return labels;
  }

  public ContainerLabels podLabels() {
    return podLabels;
  }

  public ContainerProbes probes() {
    return probes;
  }
}
