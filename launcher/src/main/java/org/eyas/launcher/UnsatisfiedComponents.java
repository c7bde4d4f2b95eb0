package org.eyas.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Lists the components with unsatisfied dependencies, and these dependencies: the reason of a startup that does not
 * complete.
 */
public final class UnsatisfiedComponents {
  private UnsatisfiedComponents() {}

  /** Whether there is a component runtime. */
  static boolean hasRuntime(BundleContext context) {
    return context.getServiceReference(ServiceComponentRuntime.class) != null;
  }

  /** A text for each such component: {@code org.eyas.Foo waits for a configuration}. */
  public static List<String> describe(BundleContext context) {
    ServiceReference<ServiceComponentRuntime> reference = context.getServiceReference(ServiceComponentRuntime.class);
    if (reference == null) {
      return List.of("the component runtime is missing");
    }
    ServiceComponentRuntime runtime = context.getService(reference);
    List<String> texts = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
      var configurations = runtime.getComponentConfigurationDTOs(component);
      if (configurations.isEmpty() && runtime.isComponentEnabled(component)) {
        texts.add(component.name + " waits for a configuration");
      }
      configurations.forEach(configuration -> describe(component, configuration, texts));
    }
    return texts;
  }

  private static void describe(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, List<String> texts) {
    switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
        texts.add(component.name + " waits for a configuration");
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
        texts.add(component.name + " waits for " + references(configuration));
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
        texts.add(component.name + " failed: " + configuration.failure.lines().findFirst().orElse(""));
      default -> {
        // satisfied or active: nothing to say
      }
    }
  }

  private static List<String> references(ComponentConfigurationDTO configuration) {
    return Arrays.stream(configuration.unsatisfiedReferences).map(reference -> reference.name).toList();
  }
}
