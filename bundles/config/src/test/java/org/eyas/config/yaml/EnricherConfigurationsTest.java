package org.eyas.config.yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.component.ComponentConfigurations;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.load.ConfigLoader;
import org.junit.jupiter.api.Test;

class EnricherConfigurationsTest {
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return new ComponentConfigurations(tree, new LaunchProperties(options::get), environment).byPid();
  }

  @Test
  void containersAreLookedUpOnlyInALiveRun() throws ConfigException {
    assertEquals(true, configured().get("org.eyas.plugin.container").get("live"));
    options.put("eyas.option.capture", "a.scap");
    assertEquals(false, configured().get("org.eyas.plugin.container").get("live"));
  }

  private Map<String, Object> kubernetes(String... overrides) throws ConfigException {
    return configured(overrides).getOrDefault("org.eyas.plugin.k8smeta", Map.of());
  }

  @Test
  void kubernetesIsAskedInAPodOrWithAKubeconfig() throws ConfigException {
    assertEquals(Map.of(), kubernetes());
    assertEquals(
        Map.of("kubeconfig", "/k", "node", "n1", "connect", true, "live", true, "suggest", false),
        kubernetes("eyas.k8s.kubeconfig=/k", "eyas.k8s.node=n1"));
    environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    assertEquals(true, kubernetes().get("connect"));
    assertEquals(Map.of(), kubernetes("eyas.k8s.enabled=never"));
  }

  @Test
  void thePluginForKubernetesSuggestsItsFields() throws ConfigException {
    Map<String, Object> kubernetes = kubernetes("plugins[]={name: k8smeta, init_config: {nodeName: n1, collectorPort: 45000}}");
    assertEquals("{\"nodeName\":\"n1\",\"collectorPort\":45000}", kubernetes.get("init.config"));
    assertEquals(true, kubernetes.get("suggest"));
    assertEquals(Map.of(), kubernetes("plugins[]={name: k8smeta}", "eyas.k8s.enabled=never"));
    assertEquals(Map.of(), kubernetes("plugins[]={name: k8smeta}", "load_plugins[]=container", "plugins[]={name: container}"));
  }

  @Test
  void theEventsOfACaptureAreNotJoinedWithTheClusterOfNowUnlessThatIsRequested() throws ConfigException {
    options.put("eyas.option.capture", "a.scap");
    assertEquals(false, kubernetes("eyas.k8s.kubeconfig=/k").get("connect"));
    assertEquals(true, kubernetes("eyas.k8s.kubeconfig=/k", "eyas.k8s.enabled=always").get("connect"));
    assertEquals(false, kubernetes("eyas.k8s.kubeconfig=/k", "eyas.k8s.enabled=always").get("live"));
    options.put("eyas.option.validate.0", "a.yaml");
    assertEquals(false, kubernetes("eyas.k8s.kubeconfig=/k", "eyas.k8s.enabled=always").get("connect"));
  }

  @Test
  void containersAreLookedForBelowTheConfiguredDirectories() throws ConfigException {
    var container = configured("eyas.containers.docker_roots[]=/data/docker").get("org.eyas.plugin.container");
    assertArrayEquals(new String[] {"/data/docker"}, (String[]) container.get("docker.roots"));
    assertArrayEquals(new String[] {"/var/lib/containers/storage"}, (String[]) container.get("podman.roots"));
  }
}
