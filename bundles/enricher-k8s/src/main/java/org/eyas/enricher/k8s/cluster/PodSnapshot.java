package org.eyas.enricher.k8s.cluster;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A pod with all objects that belong to it, at one moment. Immutable. The loop reads it for each event that needs it,
 * so reading does not allocate.
 */
public final class PodSnapshot {
  /** A pod that the API server does not have, or no pod at all. */
  public static final PodSnapshot UNKNOWN = of(KubeObjectSummary.ABSENT, Text.ABSENT);

  /** The first list is not complete yet. */
  public static final PodSnapshot PENDING = of(KubeObjectSummary.PENDING, Text.PENDING);

  private final KubeObjectSummary[] parts;
  private final KubeObjectSummary[] services;
  private final Bytes ip;

  /**
   * @param parts in the order of {@link PodPart}
   * @param services the services that select the pod, in the order of their names
   */
  PodSnapshot(KubeObjectSummary[] parts, KubeObjectSummary[] services, Bytes ip) {
    this.parts = parts;
    this.services = services;
    this.ip = ip;
  }

  private static PodSnapshot of(KubeObjectSummary each, Bytes ip) {
    KubeObjectSummary[] parts = new KubeObjectSummary[PodPart.values().length];
    Arrays.fill(parts, each);
    return new PodSnapshot(parts, new KubeObjectSummary[0], ip);
  }

  /** Whether the pod is known. */
  public boolean isKnown() {
    return this != UNKNOWN && this != PENDING;
  }

  public KubeObjectSummary part(PodPart part) {
    return parts[part.ordinal()];
  }

  public int serviceCount() {
    return services.length;
  }

  public KubeObjectSummary service(int index) {
    return services[index];
  }

  /** The address of the pod. */
  public Bytes ip() {
    return ip;
  }
}
