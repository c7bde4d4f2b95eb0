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
public final class Facts {
  /** Falco's default of {@code label_max_len}. */
  public static final int LABEL_LENGTH = 100;

  /**
   * The limit of texts in characters; longer texts are cut. Names and references of images also come from files and
   * runtimes of users.
   */
  static final int LONGEST_TEXT = 1_024;

  private static final int LONGEST_JSON = 4_096;
  private static final int SHORT_ID = 12;
  private static final String KUBERNETES = "io.kubernetes.";

  private final Bytes[] parts = new Bytes[Part.values().length];
  private final int labelLength;
  private Mounts mounts = Mounts.PENDING;
  private Labels labels = Labels.PENDING;
  private Labels podLabels = Labels.PENDING;
  private Probes probes = Probes.NONE;
  private long owner = ContainerId.NOBODY;

  public Facts() {
    this(LABEL_LENGTH);
  }

  /** @param labelLength labels with a longer value are left out, in bytes */
  public Facts(int labelLength) {
    Arrays.fill(parts, Text.PENDING);
    this.labelLength = labelLength;
  }

  /** Sets a text, unless an earlier source did. */
  public Facts set(Part part, String text) {
    if (!has(part)) {
      String cut = cut(text, part == Part.CNI_JSON ? LONGEST_JSON : LONGEST_TEXT);
      parts[part.ordinal()] = isUnique(part) ? Text.of(cut) : Interned.of(cut);
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
  public Facts setKnown(Part part, String text) {
    return text.isEmpty() ? this : set(part, text);
  }

  public Facts set(Part flag, boolean value) {
    if (!has(flag)) {
      parts[flag.ordinal()] = value ? ContainerInfo.TRUE : ContainerInfo.FALSE;
    }
    return this;
  }

  /** The whole id and its first 12 characters. */
  public Facts id(String fullId) {
    return set(Part.FULL_ID, fullId).set(Part.ID, shortened(fullId));
  }

  /** Sets the owner: the user that runs the container's runtime; {@link ContainerId#NOBODY} if it is not known. */
  public Facts owner(long uid) {
    owner = uid;
    return this;
  }

  public long owner() {
    return owner;
  }

  /** The sandbox of the container's pod; empty if it has none. */
  public Facts sandbox(String fullId) {
    return set(Part.FULL_SANDBOX_ID, fullId).set(Part.SANDBOX_ID, shortened(fullId));
  }

  /**
   * Sets the reference of the image as it was requested, with the repository, tag and digest as far as the reference
   * has them.
   */
  public Facts image(ImageName image) {
    set(Part.IMAGE, image.reference());
    set(Part.REPOSITORY, image.repository());
    set(Part.TAG, image.tag());
    return setKnown(Part.DIGEST, image.digest());
  }

  public Facts mounts(Mounts known) {
    mounts = mounts == Mounts.PENDING ? known : mounts;
    return this;
  }

  public Facts labels(Labels known) {
    labels = labels == Labels.PENDING ? known : labels;
    return this;
  }

  public Facts podLabels(Labels known) {
    podLabels = podLabels == Labels.PENDING ? known : podLabels;
    return this;
  }

  /** All labels of the container; those of Kubernetes name the pod. */
  public Facts labels(Map<String, String> all) {
    setKnown(Part.POD_NAME, all.getOrDefault(KUBERNETES + "pod.name", ""));
    setKnown(Part.POD_NAMESPACE, all.getOrDefault(KUBERNETES + "pod.namespace", ""));
    setKnown(Part.POD_UID, all.getOrDefault(KUBERNETES + "pod.uid", ""));
    return labels(Labels.of(all, labelLength));
  }

  public Facts podLabels(Map<String, String> all) {
    return podLabels(Labels.of(all, labelLength));
  }

  /** A health check or probe; nothing if the command is empty, or too long to be one. */
  public Facts probe(Probe.Kind kind, List<String> command) {
    boolean isShort = command.stream().mapToInt(String::length).sum() <= LONGEST_JSON;
    probes = isShort ? probes.with(kind, command) : probes;
    return this;
  }

  /** Whether a source has set a part. */
  public boolean has(Part part) {
    return parts[part.ordinal()] != Text.PENDING;
  }

  /** A part that a source has set, as a String; empty if none has. */
  public String text(Part part) {
    return parts[part.ordinal()].toString();
  }

  /** Settles the parts about the pod: parts that the source has not set are absent. */
  public Facts withoutPod() {
    for (Part part : List.of(Part.POD_NAME, Part.POD_NAMESPACE, Part.POD_UID)) {
      parts[part.ordinal()] = has(part) ? parts[part.ordinal()] : Text.ABSENT;
    }
    return this;
  }

  /** Adds the parts that another source knows and this source does not know. */
  public Facts addAll(Facts other) {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] == Text.PENDING ? other.parts[i] : parts[i];
    }
    probes = probes == Probes.NONE ? other.probes : probes;
    return mounts(other.mounts).labels(other.labels).podLabels(other.podLabels);
  }

  /** The facts as they are now: parts that no source has set are pending. */
  public ContainerInfo pending() {
    return new ContainerInfo(parts.clone(), owner, mounts, labels, podLabels, probes);
  }

  /** The facts at the end of the look-up: parts that no source has set are absent. */
  public ContainerInfo settled() {
    Bytes[] all = parts.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == Text.PENDING ? Text.ABSENT : all[i];
    }
    return new ContainerInfo(
        all,
        owner,
        mounts == Mounts.PENDING ? Mounts.UNKNOWN : mounts,
        labels == Labels.PENDING ? Labels.UNKNOWN : labels,
        podLabels == Labels.PENDING ? Labels.UNKNOWN : podLabels,
        probes);
  }

  private static boolean isUnique(Part part) {
    return part == Part.ID || part == Part.FULL_ID || part == Part.CNI_JSON;
  }

  private static String shortened(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }
}
