package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every list and every line of a watch that a real API server of 1.34 sent. */
class RecordedTest {
  private static List<JsonObject> lines(String file) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    for (String line : Files.readAllLines(SharedFiles.require("k8s/recorded/" + file))) {
      lines.add(JsonParser.parseString(line).getAsJsonObject());
    }
    return lines;
  }

  private static JsonReader reader(String text) {
    JsonReader in = new JsonReader(new StringReader(text));
    in.setStrictness(com.google.gson.Strictness.LENIENT);
    return in;
  }

  private static String text(JsonObject object, String... path) {
    JsonElement at = object;
    for (String name : path) {
      at = at instanceof JsonObject inner ? inner.get(name) : null;
    }
    return at == null ? "" : at.getAsString();
  }

  private static void assertSame(JsonObject expected, KubeObject read) {
    assertEquals(text(expected, "metadata", "uid"), read.id().uid());
    assertEquals(text(expected, "metadata", "name"), read.id().name());
    assertEquals(text(expected, "metadata", "namespace"), read.id().namespace());
    assertEquals(text(expected, "status", "podIP"), read.pod().ip());
    Map<String, String> labels = new TreeMap<>();
    if (expected.getAsJsonObject("metadata").get("labels") instanceof JsonObject given) {
      given.entrySet().forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
    }
    assertEquals(labels, new TreeMap<>(read.labels()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch-by-hand.jsonl", "watch-controllers.jsonl"})
  void everyListAndLineIsRead(String file) throws IOException {
    int objects = 0;
    int bookmarks = 0;
    for (JsonObject line : lines(file)) {
      if (line.get("list") instanceof JsonObject list) {
        List<KubeObject> read = new ArrayList<>();
        ObjectListPage page = ObjectListPage.read(reader(list.toString()), read::add);
        assertEquals(text(list, "metadata", "resourceVersion"), page.resourceVersion());
        assertEquals(list.getAsJsonArray("items").size(), read.size());
        for (int i = 0; i < read.size(); i++) {
          assertSame(list.getAsJsonArray("items").get(i).getAsJsonObject(), read.get(i));
        }
      } else if (line.get("ev") instanceof JsonObject sent) {
        WatchEvent event = WatchEvent.next(reader(sent.toString()));
        assertEquals(text(sent, "type"), event.type());
        assertEquals(text(sent, "object", "metadata", "resourceVersion"), event.parsed().resourceVersion());
        if (event.type().equals("BOOKMARK")) {
          bookmarks++;
        } else {
          objects++;
          assertSame(sent.getAsJsonObject("object"), event.parsed().object());
        }
      }
    }
    assertTrue(objects > 50 && bookmarks > 5, objects + " objects, " + bookmarks + " bookmarks");
  }

  @Test
  void podsOfADeploymentHaveTheirReplicaSetAsOwner() throws IOException {
    Map<String, ObjectOwner> owners = new TreeMap<>();
    for (JsonObject line : lines("watch-controllers.jsonl")) {
      if (line.get("ev") instanceof JsonObject sent && text(sent, "object", "kind").equals("Pod")
          && !text(sent, "type").equals("BOOKMARK")) {
        KubeObject pod = WatchEvent.next(reader(sent.toString())).parsed().object();
        owners.put(pod.id().name(), pod.owner());
      }
    }
    assertTrue(owners.values().stream().anyMatch(owner -> owner.kind().equals("ReplicaSet") && !owner.uid().isEmpty()),
        owners.toString());
  }

  @Test
  void anExpiredWatchIsRecognized() throws IOException {
    JsonObject watch = lines("expired.jsonl").getFirst();
    try {
      WatchEvent.next(reader(text(watch, "body")));
    } catch (ApiException e) {
      assertTrue(e.isGone());
      assertEquals("too old resource version: 20 (653)", e.getMessage());
      return;
    }
    throw new AssertionError("no failure");
  }

  @Test
  void refusalsHaveTheirStatusAndMessage() throws IOException {
    List<String> seen = new ArrayList<>();
    for (JsonObject line : lines("watch-by-hand.jsonl")) {
      if (line.has("accept") && line.get("status").getAsInt() != 200) {
        ApiException failure = ParsedObject.read(reader(text(line, "body"))).failure(0);
        assertEquals(line.get("status").getAsInt(), failure.status());
        seen.add(failure.status() + (failure.retryAfterSeconds() > 0 ? " retry" : ""));
      }
    }
    assertTrue(seen.containsAll(List.of("401", "403", "404", "400", "504 retry")), seen.toString());
  }
}
