package org.eyas.enricher.container.field;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.enricher.container.info.ContainerLabels;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The container.* and k8s.* fields, with the values that the enricher attached to the process. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class ContainerFields implements FieldProvider {
  private final List<FieldClass> classes = List.of(classOf("container"), classOf("k8s"));
  private final ShownContainer shown = new ShownContainer();

  private static FieldClass classOf(String name) {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : ContainerFieldTable.read()) {
      if (field.name().startsWith("k8s.") == name.equals("k8s")) {
        fields.add(field);
      }
    }
    return name.equals("k8s")
        ? new FieldClass(name, "Kubernetes", "The pod in which a process runs, from the runtime of its container.", fields)
        : new FieldClass(name, "Containers", "The container in which a process runs.", fields);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String name = field.name();
    if (field.argument().required() && (argument == null || argument.isEmpty())) {
      throw new IllegalArgumentException(name + " needs an argument in brackets");
    }
    if (name.startsWith("container.mount.") || name.equals("container.mount")) {
      return new MountFieldReader(shown, name, String.valueOf(argument));
    }
    return switch (name) {
      case "container.owner" -> owner();
      case "container.mounts" -> (FieldReader.OfBytes) event -> shown.info(event).mounts().all();
      case "container.label" -> label(String.valueOf(argument), ContainerSnapshot::labels);
      case "container.labels" -> (FieldReader.OfBytes) event -> shown.info(event).labels().all();
      case "k8s.pod.label" -> label(String.valueOf(argument), ContainerSnapshot::podLabels);
      case "k8s.pod.labels" -> (FieldReader.OfBytes) event -> shown.info(event).podLabels().all();
      case "container.start_ts" -> new ContainerStartReader(shown).time();
      case "container.duration" -> new ContainerStartReader(shown).duration();
      default -> other(field);
    };
  }

  private FieldReader other(FieldDefinition field) {
    return switch (field.name()) {
      case "container.healthcheck" -> command(ContainerProbe.Kind.HEALTHCHECK);
      case "container.liveness_probe" -> command(ContainerProbe.Kind.LIVENESS);
      case "container.readiness_probe" -> command(ContainerProbe.Kind.READINESS);
      case "proc.is_container_healthcheck" -> isProbe(ContainerProbe.Kind.HEALTHCHECK);
      case "proc.is_container_liveness_probe" -> isProbe(ContainerProbe.Kind.LIVENESS);
      case "proc.is_container_readiness_probe" -> isProbe(ContainerProbe.Kind.READINESS);
      default -> {
        ContainerPart part = ContainerPartNames.of(field.name());
        yield part == null ? (FieldReader.OfBytes) event -> Text.ABSENT : part(field.type(), part);
      }
    };
  }

  private FieldReader.OfNumber owner() {
    return (event, out) -> {
      out.value = shown.info(event).owner();
      return Presence.of(out.value >= 0);
    };
  }

  private FieldReader part(ValueType type, ContainerPart part) {
    if (type == ValueType.BOOL) {
      return (FieldReader.OfNumber) (event, out) -> {
        ContainerSnapshot info = shown.info(event);
        out.set(info.isTrue(part));
        return info.presence(part);
      };
    }
    return (FieldReader.OfBytes) event -> shown.info(event).part(part);
  }

  private FieldReader label(String key, Function<ContainerSnapshot, ContainerLabels> labels) {
    Bytes wanted = Text.of(key);
    return (FieldReader.OfBytes) event -> labels.apply(shown.info(event)).get(wanted);
  }

  private FieldReader command(ContainerProbe.Kind kind) {
    return (FieldReader.OfBytes) event -> shown.info(event).probes().command(kind);
  }

  private FieldReader isProbe(ContainerProbe.Kind kind) {
    return (FieldReader.OfNumber) (event, out) -> {
      out.set(shown.info(event).probes().started(event.process(), kind));
      return Presence.of(event.process().known());
    };
  }
}
