package org.eyas.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.control.command.ControlCommand;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** The services that are missing for a command: its component declares those that it needs. */
final class MissingServices {
  private final ServiceComponentRuntime runtime;
  private final Bundle bundle;

  /** @param bundle the bundle of the commands */
  MissingServices(ServiceComponentRuntime runtime, Bundle bundle) {
    this.runtime = runtime;
    this.bundle = bundle;
  }

  /** The simple names of their interfaces; absent if there is no component for a command with this name. */
  Optional<List<String>> of(String command) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(component -> command.equals(component.properties.get(ControlCommand.NAME)))
        .findFirst()
        .map(this::of);
  }

  private List<String> of(ComponentDescriptionDTO component) {
    Map<String, ReferenceDTO> references =
        Stream.of(component.references).collect(Collectors.toMap(reference -> reference.name, Function.identity()));
    return runtime.getComponentConfigurationDTOs(component).stream()
        .flatMap(configuration -> Stream.of(configuration.unsatisfiedReferences))
        .map(missing -> references.get(missing.name).interfaceName)
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .distinct()
        .toList();
  }
}
