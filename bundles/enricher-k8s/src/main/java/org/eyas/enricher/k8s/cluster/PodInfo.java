package org.eyas.enricher.k8s.cluster;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A pod with all objects that belong to it, at one moment. Immutable. The loop reads it for each event that needs it,
 * so reading does not allocate.
 */
public final class PodInfo {
  /** A pod that the API server does not have, or no pod at all. */
  public static final PodInfo UNKNOWN = of(ObjectInfo.ABSENT, Text.ABSENT);

  /** The first list is not complete yet. */
  public static final PodInfo PENDING = of(ObjectInfo.PENDING, Text.PENDING);

  private final ObjectInfo[] parts;
  private final ObjectInfo[] services;
  private final Bytes ip;

  /**
   * @param parts in the order of {@link Part}
   * @param services the services that select the pod, in the order of their names
   */
  PodInfo(ObjectInfo[] parts, ObjectInfo[] services, Bytes ip) {
    this.parts = parts;
    this.services = services;
    this.ip = ip;
  }

  private static PodInfo of(ObjectInfo each, Bytes ip) {
    ObjectInfo[] parts = new ObjectInfo[Part.values().length];
    Arrays.fill(parts, each);
    return new PodInfo(parts, new ObjectInfo[0], ip);
  }

  /** Whether the pod is known. */
  public boolean isKnown() {
    return this != UNKNOWN && this != PENDING;
  }

  public ObjectInfo part(Part part) {
    return parts[part.ordinal()];
  }

  public int serviceCount() {
    return services.length;
  }

  public ObjectInfo service(int index) {
    return services[index];
  }

  /** The address of the pod. */
  public Bytes ip() {
    return ip;
  }
}
