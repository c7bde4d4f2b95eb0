package org.eyas.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class MissingServicesTest {
  private static ReferenceDTO reference(String name, String type) {
    ReferenceDTO reference = new ReferenceDTO();
    reference.name = name;
    reference.interfaceName = type;
    return reference;
  }

  private static ComponentDescriptionDTO component() {
    ComponentDescriptionDTO component = new ComponentDescriptionDTO();
    component.properties = Map.of("command", "rules");
    component.references =
        new ReferenceDTO[] {
            reference("$000", "org.eyas.api.control.RuleControl"), reference("$001", "org.eyas.api.rule.RuleEngine")};
    return component;
  }

  /** A runtime with one component, of which these references are unsatisfied. */
  private static MissingServices missing(String... names) {
    ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
    configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[names.length];
    for (int i = 0; i < names.length; i++) {
      configuration.unsatisfiedReferences[i] = new UnsatisfiedReferenceDTO();
      configuration.unsatisfiedReferences[i].name = names[i];
    }
    return new MissingServices(
        answering(ServiceComponentRuntime.class, List.of(component()), List.of(configuration)),
        answering(Bundle.class, List.of(), List.of()));
  }

  private static <T> T answering(Class<T> type, List<?> components, List<?> configurations) {
    return type.cast(Proxy.newProxyInstance(
        MissingServicesTest.class.getClassLoader(),
        new Class<?>[] {type},
        (_, method, _) -> switch (method.getName()) {
          case "getComponentDescriptionDTOs" -> components;
          case "getComponentConfigurationDTOs" -> configurations;
          default -> throw new IllegalStateException(method.getName());
        }));
  }

  @Test
  void theMissingServicesOfACommandAreNamed() {
    assertEquals(
        "this engine does not offer 'eyas rules': no bundle provides RuleEngine; wait if it is starting, otherwise see eyas"
            + " bundles",
        missing("$001").reason("rules"));
    assertEquals("the engine is starting or being updated: try eyas rules again", missing().reason("rules"));
  }

  @Test
  void aCommandWithoutAComponentIsUnknown() {
    assertEquals("this engine knows no command 'dance'", missing().reason("dance"));
  }
}
