package org.eyas.engine.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluginDescriptionTest {
  private static PluginDescription plugin(String schema, String... offers) {
    return new PluginDescription("p", "does it", "us", "1.0.0", List.of(offers), schema);
  }

  @Test
  void aSchemaFollowsItsTypeOnLinesOfItsOwn() {
    assertEquals("""
        Name: p
        Description: does it
        Contact: us
        Version: 1.0.0
        Capabilities:\s
          - Async Events

        Init config schema type: JSON
        {"type": "object"}

        """, plugin("{\"type\": \"object\"}\n", "Async Events").info());
  }

  @Test
  void anEventSourceSaysThatItSuggestsNoParameters() {
    String info = plugin("", "Event Sourcing (ID=1, source='k8s_audit')").info();
    assertTrue(info.endsWith("""
          - Event Sourcing (ID=1, source='k8s_audit')

        Init config schema type: Not available, plugin does not implement the init config schema functionality


        No suggested open params available: plugin has not been configured, or it does not implement the open params suggestion \
        functionality

        """), info);
  }
}
