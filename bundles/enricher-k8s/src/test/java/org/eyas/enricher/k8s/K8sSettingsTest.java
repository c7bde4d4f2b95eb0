package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class K8sSettingsTest {
  @Test
  void theKeysOfFalcosCollectorAreAcceptedAndNamed() {
    K8sSettings settings =
        K8sSettings.of(
            "{\"collectorHostname\":\"c\",\"collectorPort\":45000,\"nodeName\":\"n1\",\"caPEMBundle\":\"/ca\",\"hostProc\":\"/host\",\"verbosity\":\"info\"}");
    assertEquals("n1", settings.nodeName());
    assertEquals(List.of(), settings.mistakes());
    assertEquals(Set.of("caPEMBundle", "collectorHostname", "collectorPort", "hostProc", "verbosity"), settings.unneeded());
  }

  @Test
  void mistakesAreNamedAndLoseNothing() {
    K8sSettings settings = K8sSettings.of("{\"nodeNam\":\"n1\",\"nodeName\":\"n2\"}");
    assertEquals("n2", settings.nodeName());
    assertEquals(List.of("nodeNam is not a key; the only one that is used is nodeName"), settings.mistakes());
    assertEquals(List.of("nodeName is not a text"), K8sSettings.of("{\"nodeName\":[]}").mistakes());
    assertEquals(List.of("it is neither keys nor a text that is JSON, and is not used"), K8sSettings.of("nonsense {").mistakes());
  }

  @Test
  void noSettingsAreFine() {
    for (String none : List.of("", "\"\"", "{}")) {
      assertEquals(List.of(), K8sSettings.of(none).mistakes());
    }
  }

  @Test
  void theNodeIsNamedByTheKeyThePluginTheEnvironmentOrTheHost() {
    K8sSettings plugin = K8sSettings.of("{\"nodeName\":\"of-plugin\"}");
    K8sSettings none = K8sSettings.of("");
    Map<String, String> environment = Map.of("FALCO_K8S_NODE_NAME", "of-environment");
    assertEquals("of-key", plugin.node("of-key", environment, "of-host"));
    assertEquals("of-plugin", plugin.node("", environment, "of-host"));
    assertEquals("of-environment", none.node("", environment, "of-host"));
    assertEquals("of-host", none.node("", Map.of(), "of-host"));
  }
}
