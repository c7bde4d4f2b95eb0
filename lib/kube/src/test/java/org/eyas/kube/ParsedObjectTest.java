package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParsedObjectTest {
  private static ParsedObject parsed(String json) throws IOException {
    return ParsedObject.read(new JsonReader(new StringReader(json)));
  }

  @Test
  void aPodHasItsContainersAndItsOwner() throws IOException {
    KubeObject pod =
        parsed(
            """
                {"metadata": {"uid": "u", "name": "n", "namespace": "s", "labels": {"a": "b"},
                  "annotations": {"kubernetes.io/config.hash": "cafe", "big": "x"},
                  "ownerReferences": [{"kind": "Job", "name": "j", "uid": "1"},
                    {"kind": "ReplicaSet", "name": "r", "uid": "2", "controller": true}]},
                 "status": {"podIP": "10.1.2.3", "containerStatuses": [{"containerID": "containerd://c1", "name": "web", "state": {"a": [1]}}, {}, {"name": "waits"}],
                  "initContainerStatuses": [{"name": "setup", "containerID": "cri-o://c2"}]}}""")
            .object();
    assertEquals(new ObjectId("u", "s", "n"), pod.id());
    assertEquals(Map.of("a", "b"), pod.labels());
    assertEquals(new ObjectOwner("ReplicaSet", "r", "2"), pod.owner());
    assertEquals(new PodDetails("10.1.2.3", Map.of("web", "c1", "setup", "c2"), ""), pod.pod());
  }

  private static String staticHash(String owner, String hash) throws IOException {
    return parsed(
        """
            {"metadata": {"annotations": {"kubernetes.io/config.hash": "%s"},
              "ownerReferences": [{"kind": "%s", "name": "n", "uid": "1", "controller": true}]}}""".formatted(hash, owner))
        .object().pod().staticHash();
  }

  @Test
  void onlyAPodOfANodeHasTheHashOfItsFile() throws IOException {
    String hash = "0123456789abcdef0123456789abcdef";
    assertEquals(hash, staticHash("Node", hash));
    assertEquals("", staticHash("ReplicaSet", hash));
    assertEquals("", staticHash("Node", "5869489f-8c7f-45dc-9abd-1b1620787bb1"));
    assertEquals("", staticHash("Node", hash + hash));
  }

  @Test
  void aServiceThatIsOnlyAnotherNameChoosesNoPods() throws IOException {
    assertEquals(Map.of("app", "web"), parsed("{\"spec\": {\"selector\": {\"app\": \"web\"}}}").object().selector());
    assertEquals(
        Map.of(), parsed("{\"spec\": {\"selector\": {\"app\": \"web\"}, \"type\": \"ExternalName\"}}").object().selector());
  }

  @Test
  void missingAndWrongPartsReadAsEmpty() throws IOException {
    for (String json : List.of(
        "{}", "null", "[1]", "{\"metadata\": null, \"status\": null, \"spec\": 7}",
        "{\"metadata\": {\"labels\": [], \"ownerReferences\": {}, \"uid\": {}}, \"status\": {\"containerStatuses\": null}}")) {
      assertEquals(
          new KubeObject(new ObjectId("", "", ""), Map.of(), ObjectOwner.NONE, Map.of(), new PodDetails("", Map.of(), "")),
          parsed(json).object(), json);
    }
  }

  @Test
  void aStatusIsAFailure() throws IOException {
    ParsedObject status =
        parsed(
            "{\"kind\": \"Status\", \"status\": \"Failure\", \"message\": \"m\", \"code\": 429, \"details\": {\"retryAfterSeconds\": 3}}");
    ApiException failure = status.failure(500);
    assertEquals("m", failure.getMessage());
    assertEquals(429, failure.status());
    assertEquals(3, failure.retryAfterSeconds());
    assertFalse(parsed("{\"kind\": \"Pod\"}").isStatus());
  }
}
