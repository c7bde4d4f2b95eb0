package org.eyas.enricher.k8s.field;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.enricher.k8s.cluster.KubeObjectSummary;
import org.eyas.enricher.k8s.cluster.PodSnapshot;

/** Makes the readers of fields that show the services of a pod. Each field has the values of all services. */
final class ServiceFieldReaders {
  private ServiceFieldReaders() {}

  /** Adds the values of one service. */
  private interface Part {
    void add(KubeObjectSummary service, BytesList out);
  }

  static FieldReader.OfManyBytes names() {
    return of((service, out) -> out.add(service.name()));
  }

  static FieldReader.OfManyBytes uids() {
    return of((service, out) -> out.add(service.uid()));
  }

  static FieldReader.OfManyBytes labels() {
    return of((service, out) -> service.labels().addTo(out));
  }

  static FieldReader.OfManyBytes label(String key) {
    return new LabelReader(Text.of(key + ":"));
  }

  private static FieldReader.OfManyBytes of(Part part) {
    return (event, out) -> {
      PodSnapshot pod = AttachedPod.pod(event);
      for (int i = 0; i < pod.serviceCount(); i++) {
        part.add(pod.service(i), out);
      }
      return AttachedPod.presence(pod, out.size());
    };
  }

  /** The list keeps its values until it is read, so each value needs its own view. */
  private static final class LabelReader implements FieldReader.OfManyBytes {
    private final Text prefix;
    private final List<ByteView> views = new ArrayList<>();

    LabelReader(Text prefix) {
      this.prefix = prefix;
    }

    @Override
    public Presence read(Event event, BytesList out) {
      PodSnapshot pod = AttachedPod.pod(event);
      for (int i = 0; i < pod.serviceCount(); i++) {
        Bytes value = pod.service(i).labels().get(prefix, view(i));
        if (value.isPresent()) {
          out.add(value);
        }
      }
      return AttachedPod.presence(pod, out.size());
    }

    private ByteView view(int index) {
      if (index == views.size()) {
        views.add(new ByteView());
      }
      return views.get(index);
    }
  }
}
