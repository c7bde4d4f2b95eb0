package org.eyas.enricher.k8s.cluster;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectOwner;

/**
 * The values of one object that fields show. Each part may be absent, or pending until the first list has arrived.
 * Immutable.
 */
public record KubeObjectSummary(Bytes uid, Bytes name, ObjectLabels labels) {
  /** The value if there is no such object. */
  public static final KubeObjectSummary ABSENT = new KubeObjectSummary(Text.ABSENT, Text.ABSENT, ObjectLabels.NONE);

  /** The value while it is not known whether there is such an object. */
  public static final KubeObjectSummary PENDING = new KubeObjectSummary(Text.PENDING, Text.PENDING, ObjectLabels.NONE);

  static KubeObjectSummary of(KubeObject object) {
    return new KubeObjectSummary(Text.of(object.id().uid()), Text.of(object.id().name()), ObjectLabels.of(object.labels()));
  }

  /** An object that is known only from the objects that it owns, because the right to list it is missing. */
  static KubeObjectSummary of(ObjectOwner owner) {
    return new KubeObjectSummary(Text.of(owner.uid()), Text.of(owner.name()), ObjectLabels.NONE);
  }
}
