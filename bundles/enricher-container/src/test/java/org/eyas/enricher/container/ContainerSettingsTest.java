package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.json.LenientJson;
import org.junit.jupiter.api.Test;

class ContainerSettingsTest {
  private static List<String> mistakes(String config) throws Exception {
    return ContainerSettingsCheck.mistakes(LenientJson.parse(config));
  }

  @Test
  void falcosKeysAreAccepted() throws Exception {
    assertEquals(
        List.of(),
        mistakes("""
            {"label_max_len": 100, "with_size": false, "hooks": ["create"],
             "engines": {"docker": {"enabled": true, "sockets": ["/var/run/docker.sock"]}, "lxc": {"enabled": false},
                         "static": {"enabled": false, "container_id": "x", "container_name": "y", "container_image": "z"}}}
            """));
  }

  @Test
  void unknownKeysAndWrongTypesAreNamedWithWhatIsAllowed() throws Exception {
    assertEquals(
        List.of(
            "'label_max_len' must be a whole number, not \"many\"",
            "unknown key 'hook'; allowed are engines, hooks, label_max_len, with_size",
            "'engines.podman.enabled' must be true or false, not \"no\"",
            "unknown key 'engines.dokcer'; allowed are bpm, containerd, cri, docker, libvirt_lxc, lxc, podman, static"),
        mistakes("""
            {"label_max_len": "many", "hook": [], "engines": {"podman": {"enabled": "no"}, "dokcer": {"enabled": true}}}
            """));
  }

  @Test
  void aWrongValueDoesNotDisableAnEngine() {
    assertTrue(ContainerSettings.of("{\"engines\": {\"docker\": {\"enabled\": \"no\"}}}").isEnabled(ContainerEngine.DOCKER));
    assertFalse(ContainerSettings.of("{\"engines\": {\"docker\": {\"enabled\": false}}}").isEnabled(ContainerEngine.DOCKER));
    assertTrue(ContainerSettings.of("no JSON").isEnabled(ContainerEngine.DOCKER));
  }
}
