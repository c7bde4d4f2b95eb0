package org.eyas.enricher.container.info;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.id.ContainerId;

/**
 * Collects the facts of one or several sources about a container. A part is pending until a source sets it. The first
 * source that knows a part decides. Not thread-safe.
 */
public final class ContainerFacts {
  /** The length at which values of labels are left out: Falco's default of {@code label_max_len}. */
  public static final int LABEL_LENGTH = 100;

  /**
   * The limit of texts in characters; longer texts are cut. Names and references of images also come from files and
   * runtimes of users.
   */
  static final int LONGEST_TEXT = 1_024;

  private static final int LONGEST_JSON = 4_096;
  private static final int SHORT_ID = 12;
  private static final String KUBERNETES = "io.kubernetes.";

  private final Bytes[] parts = new Bytes[ContainerPart.values().length];
  private final int labelLength;
  private ContainerMounts mounts = ContainerMounts.PENDING;
  private ContainerLabels labels = ContainerLabels.PENDING;
  private ContainerLabels podLabels = ContainerLabels.PENDING;
  private ContainerProbes probes = ContainerProbes.NONE;
  private long owner = ContainerId.NOBODY;
  private Bytes user = Text.EMPTY;

  public ContainerFacts() {
    this(LABEL_LENGTH);
  }

  /** @param labelLength labels with a longer value are left out, in bytes */
  public ContainerFacts(int labelLength) {
    Arrays.fill(parts, Text.PENDING);
    this.labelLength = labelLength;
  }

  /** Sets a text, unless an earlier source did. */
  public ContainerFacts set(ContainerPart part, String text) {
    if (!has(part)) {
      String cut = cut(text, part == ContainerPart.CNI_JSON ? LONGEST_JSON : LONGEST_TEXT);
      parts[part.ordinal()] = isUnique(part) ? Text.of(cut) : ContainerTextPool.of(cut);
    }
    return this;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
  }

  /** Sets a text unless it is empty, which here means that the source does not know it. */
  public ContainerFacts setKnown(ContainerPart part, String text) {
    return text.isEmpty() ? this : set(part, text);
  }

  public ContainerFacts set(ContainerPart flag, boolean value) {
    if (!has(flag)) {
      parts[flag.ordinal()] = value ? ContainerSnapshot.TRUE : ContainerSnapshot.FALSE;
    }
    return this;
  }

  /** The whole id and its first 12 characters. */
  public ContainerFacts id(String fullId) {
    return set(ContainerPart.FULL_ID, fullId).set(ContainerPart.ID, shortened(fullId));
  }

  /** Sets the owner: the user that runs the container's runtime; {@link ContainerId#NOBODY} if it is not known. */
  public ContainerFacts owner(long uid) {
    owner = uid;
    return this;
  }

  public long owner() {
    return owner;
  }

  /** Sets the user of the container's configuration; empty if it is not known. Only captures have it. */
  public ContainerFacts user(String configured) {
    user = ContainerTextPool.of(cut(configured, LONGEST_TEXT));
    return this;
  }

  /** The sandbox of the container's pod; empty if it has none. */
  public ContainerFacts sandbox(String fullId) {
    return set(ContainerPart.FULL_SANDBOX_ID, fullId).set(ContainerPart.SANDBOX_ID, shortened(fullId));
  }

  /**
   * Sets the reference of the image as it was requested, with the repository, tag and digest as far as the reference
   * has them.
   */
  public ContainerFacts image(ImageReference image) {
    set(ContainerPart.IMAGE, image.reference());
    set(ContainerPart.REPOSITORY, image.repository());
    set(ContainerPart.TAG, image.tag());
    return setKnown(ContainerPart.DIGEST, image.digest());
  }

  public ContainerFacts mounts(ContainerMounts known) {
    mounts = mounts == ContainerMounts.PENDING ? known : mounts;
    return this;
  }

  public ContainerFacts labels(ContainerLabels known) {
    labels = labels == ContainerLabels.PENDING ? known : labels;
    return this;
  }

  public ContainerFacts podLabels(ContainerLabels known) {
    podLabels = podLabels == ContainerLabels.PENDING ? known : podLabels;
    return this;
  }

  /** All labels of the container; those of Kubernetes name the pod. */
  public ContainerFacts labels(Map<String, String> all) {
    setKnown(ContainerPart.POD_NAME, all.getOrDefault(KUBERNETES + "pod.name", ""));
    setKnown(ContainerPart.POD_NAMESPACE, all.getOrDefault(KUBERNETES + "pod.namespace", ""));
    setKnown(ContainerPart.POD_UID, all.getOrDefault(KUBERNETES + "pod.uid", ""));
    return labels(ContainerLabels.of(all, labelLength));
  }

  public ContainerFacts podLabels(Map<String, String> all) {
    return podLabels(ContainerLabels.of(all, labelLength));
  }

  /** A health check or probe; nothing if the command is empty, or too long to be one. */
  public ContainerFacts probe(ContainerProbe.Kind kind, List<String> command) {
    boolean isShort = command.stream().mapToInt(String::length).sum() <= LONGEST_JSON;
    probes = isShort ? probes.with(kind, command) : probes;
    return this;
  }

  /** Whether a source has set a part. */
  public boolean has(ContainerPart part) {
    return parts[part.ordinal()] != Text.PENDING;
  }

  /** A part that a source has set, as a String; empty if none has. */
  public String text(ContainerPart part) {
    return parts[part.ordinal()].toString();
  }

  /** Settles the parts about the pod: parts that the source has not set are absent. */
  public ContainerFacts withoutPod() {
    for (ContainerPart part : List.of(ContainerPart.POD_NAME, ContainerPart.POD_NAMESPACE, ContainerPart.POD_UID)) {
      parts[part.ordinal()] = has(part) ? parts[part.ordinal()] : Text.ABSENT;
    }
    return this;
  }

  /** Adds the parts that another source knows and this source does not know. */
  public ContainerFacts addAll(ContainerFacts other) {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] == Text.PENDING ? other.parts[i] : parts[i];
    }
    probes = probes == ContainerProbes.NONE ? other.probes : probes;
    return mounts(other.mounts).labels(other.labels).podLabels(other.podLabels);
  }

  /** The facts as they are now: parts that no source has set are pending. */
  public ContainerSnapshot pending() {
    return new ContainerSnapshot(parts.clone(), owner, user, mounts, labels, podLabels, probes);
  }

  /** The facts at the end of the look-up: parts that no source has set are absent. */
  public ContainerSnapshot settled() {
    Bytes[] all = parts.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == Text.PENDING ? Text.ABSENT : all[i];
    }
    return new ContainerSnapshot(
        all,
        owner,
        user,
        mounts == ContainerMounts.PENDING ? ContainerMounts.UNKNOWN : mounts,
        labels == ContainerLabels.PENDING ? ContainerLabels.UNKNOWN : labels,
        podLabels == ContainerLabels.PENDING ? ContainerLabels.UNKNOWN : podLabels,
        probes);
  }

  private static boolean isUnique(ContainerPart part) {
    return part == ContainerPart.ID || part == ContainerPart.FULL_ID || part == ContainerPart.CNI_JSON;
  }

  private static String shortened(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }
}
