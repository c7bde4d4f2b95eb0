package org.eyas.enricher.k8s.field;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldReader;
import org.eyas.enricher.k8s.cluster.PodPart;
import org.eyas.enricher.k8s.cluster.PodSnapshot;

/** Makes the readers of fields that show one object around the process. */
final class PodPartReaders {
  private PodPartReaders() {}

  static FieldReader.OfBytes name(PodPart part) {
    return event -> AttachedPod.pod(event).part(part).name();
  }

  static FieldReader.OfBytes uid(PodPart part) {
    return event -> AttachedPod.pod(event).part(part).uid();
  }

  static FieldReader.OfBytes ip() {
    return event -> AttachedPod.pod(event).ip();
  }

  static FieldReader.OfBytes label(PodPart part, String key) {
    Text prefix = Text.of(key + ":");
    ByteView value = new ByteView();
    return event -> {
      PodSnapshot pod = AttachedPod.pod(event);
      return pod == PodSnapshot.PENDING ? Text.PENDING : pod.part(part).labels().get(prefix, value);
    };
  }

  static FieldReader.OfManyBytes labels(PodPart part) {
    return (event, out) -> {
      PodSnapshot pod = AttachedPod.pod(event);
      pod.part(part).labels().addTo(out);
      return AttachedPod.presence(pod, out.size());
    };
  }
}
