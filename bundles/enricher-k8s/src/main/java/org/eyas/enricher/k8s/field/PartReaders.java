package org.eyas.enricher.k8s.field;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldReader;
import org.eyas.enricher.k8s.cluster.Part;
import org.eyas.enricher.k8s.cluster.PodInfo;

/** Makes the readers of fields that show one object around the process. */
final class PartReaders {
  private PartReaders() {}

  static FieldReader.OfBytes name(Part part) {
    return event -> OfProcess.pod(event).part(part).name();
  }

  static FieldReader.OfBytes uid(Part part) {
    return event -> OfProcess.pod(event).part(part).uid();
  }

  static FieldReader.OfBytes ip() {
    return event -> OfProcess.pod(event).ip();
  }

  static FieldReader.OfBytes label(Part part, String key) {
    Text prefix = Text.of(key + ":");
    ByteView value = new ByteView();
    return event -> {
      PodInfo pod = OfProcess.pod(event);
      return pod == PodInfo.PENDING ? Text.PENDING : pod.part(part).labels().get(prefix, value);
    };
  }

  static FieldReader.OfManyBytes labels(Part part) {
    return (event, out) -> {
      PodInfo pod = OfProcess.pod(event);
      pod.part(part).labels().addTo(out);
      return OfProcess.presence(pod, out.size());
    };
  }
}
