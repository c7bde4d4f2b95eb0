package org.eyas.enricher.k8s;

import java.util.List;
import java.util.Objects;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.enricher.k8s.field.K8sFieldReaders;
import org.eyas.enricher.k8s.field.K8sFieldTable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The k8smeta.* fields, with the values of the pod that the enricher attached to the process. */
@Component(
    configurationPid = K8sEnricher.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class K8sFields implements FieldProvider {
  private final List<FieldClass> classes;

  @Activate
  public K8sFields(K8sEnricher.Config config) {
    this(config.suggest());
  }

  /** @param suggested whether the output of every rule gets the names of the pod and its namespace */
  K8sFields(boolean suggested) {
    classes =
        List.of(
            new FieldClass(
                "k8smeta", "Kubernetes objects", "The pod in which a process runs and what belongs to it, from the API server.",
                K8sFieldTable.read(suggested)));
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String key = Objects.requireNonNullElse(argument, "");
    if (field.argument().required() && key.isEmpty()) {
      throw new IllegalArgumentException(field.name() + " needs the key of a label in brackets");
    }
    return K8sFieldReaders.of(field.name(), key);
  }
}
