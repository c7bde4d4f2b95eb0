package org.eyas.enricher.container;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The container.* and k8s.* fields, with the values that {@link ContainerEnricher} attached to the process. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class ContainerFields implements FieldProvider {
  private final List<FieldClass> classes = List.of(classOf("container"), classOf("k8s"));

  private static FieldClass classOf(String name) {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : FieldTable.read()) {
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
    return switch (field.name()) {
      case "container.id" -> text(ContainerInfo::id);
      case "container.full_id" -> text(ContainerInfo::fullId);
      case "container.name" -> text(ContainerInfo::name);
      case "container.image.repository" -> text(ContainerInfo::imageRepository);
      case "container.image.tag" -> text(ContainerInfo::imageTag);
      case "container.start_ts" -> startTime();
      case "container.duration" -> duration();
      default -> nothing(field.type());
    };
  }

  private static FieldReader.OfBytes text(Function<ContainerInfo, Bytes> part) {
    return event -> {
      ProcessInfo process = event.process();
      return process.known() ? part.apply(containerOf(process)) : Bytes.ABSENT;
    };
  }

  private static ContainerInfo containerOf(ProcessInfo process) {
    return process.attachment(ContainerInfo.KEY) instanceof ContainerInfo info ? info : ContainerInfo.HOST;
  }

  private static FieldReader.OfNumber startTime() {
    return (event, out) -> {
      long start = start(event);
      return start == 0 ? Presence.ABSENT : out.set(start);
    };
  }

  private static FieldReader.OfNumber duration() {
    return (event, out) -> {
      long start = start(event);
      return start == 0 ? Presence.ABSENT : out.set(event.timestampNanos() - start);
    };
  }

  // The pid namespace of the host has a start time too, but it is not a container.
  private static long start(Event event) {
    ProcessInfo process = event.process();
    boolean contained = process.known() && containerOf(process) != ContainerInfo.HOST;
    return contained ? process.pidNamespaceStartNanos() : 0;
  }

  // Only the runtime knows the others, and it is not asked yet.
  private static FieldReader nothing(ValueType type) {
    if (type.isNumber()) {
      return (FieldReader.OfNumber) (event, out) -> Presence.ABSENT;
    }
    return (FieldReader.OfBytes) event -> Bytes.ABSENT;
  }
}
