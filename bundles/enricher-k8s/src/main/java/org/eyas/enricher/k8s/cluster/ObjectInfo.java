package org.eyas.enricher.k8s.cluster;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.kube.KubeObject;
import org.eyas.kube.Owner;

/**
 * The values of one object that fields show. Each part may be absent, or pending until the first list has arrived.
 * Immutable.
 */
public record ObjectInfo(Bytes uid, Bytes name, Labels labels) {
  /** There is no such object. */
  public static final ObjectInfo ABSENT = new ObjectInfo(Text.ABSENT, Text.ABSENT, Labels.NONE);

  /** It is not known yet whether there is one. */
  public static final ObjectInfo PENDING = new ObjectInfo(Text.PENDING, Text.PENDING, Labels.NONE);

  static ObjectInfo of(KubeObject object) {
    return new ObjectInfo(Text.of(object.id().uid()), Text.of(object.id().name()), Labels.of(object.labels()));
  }

  /** An object that is known only from the objects that it owns, because the right to list it is missing. */
  static ObjectInfo of(Owner owner) {
    return new ObjectInfo(Text.of(owner.uid()), Text.of(owner.name()), Labels.NONE);
  }
}
