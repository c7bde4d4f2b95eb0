package org.eyas.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.control.command.ControlCommand;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The services that are missing for a command: its component declares those that it needs. */
final class MissingServices {
  private final ServiceComponentRuntime runtime;
  private final Bundle bundle;

  /** @param bundle the bundle of the commands */
  MissingServices(ServiceComponentRuntime runtime, Bundle bundle) {
    this.runtime = runtime;
    this.bundle = bundle;
  }

  /** Why a command cannot run: the message for the user. */
  String reason(String command) {
    Optional<List<String>> services = of(command);
    if (services.isEmpty()) {
      return "this engine knows no command '" + command + "'";
    }
    return services.get().isEmpty()
        ? "the engine is starting or being updated: try eyas " + command + " again"
        : "this engine does not offer 'eyas " + command + "': no bundle provides " + String.join(", ", services.get())
            + "; wait if it is starting, otherwise see eyas bundles";
  }

  /** The simple names of the interfaces; absent if there is no component for a command with this name. */
  private Optional<List<String>> of(String command) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(component -> command.equals(component.properties.get(ControlCommand.NAME)))
        .findFirst()
        .map(this::of);
  }

  private List<String> of(ComponentDescriptionDTO component) {
    Map<String, String> interfaces =
        Stream.of(component.references)
            .collect(Collectors.toMap(reference -> reference.name, reference -> reference.interfaceName));
    return runtime.getComponentConfigurationDTOs(component).stream()
        .flatMap(configuration -> Stream.of(configuration.unsatisfiedReferences))
        .map(missing -> interfaces.getOrDefault(missing.name, missing.name))
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .distinct()
        .toList();
  }
}
