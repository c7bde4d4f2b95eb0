package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;
import org.junit.jupiter.api.Test;

class ClusterNameMemberTest {
  @Test
  void everyNameStaysWhatItIs() throws JsonException {
    for (String name : new String[] {"east", "a\"b\\c", "line\n\u0001\u202e", "\",\"verb\":\"get"}) {
      byte[] event =
          ("{\"a\":1" + new String(ClusterNameMember.of(name), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      JsonIndex json = new JsonIndex();
      json.parse(event, 0, event.length);
      assertEquals(name, new JsonText().of(json, JsonPointer.of("/clusterName").find(json)).toString());
      assertEquals(ClusterNameMember.NODES + 3, json.after(0));
    }
  }

  @Test
  void withoutANameNothingIsAdded() {
    assertEquals(0, ClusterNameMember.of("").length);
  }
}
