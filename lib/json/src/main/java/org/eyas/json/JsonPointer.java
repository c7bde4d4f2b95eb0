package org.eyas.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to one value of a document (RFC 6901): {@code /items/0/name}. In a name, {@code ~1} stands for a slash and {@code ~0}
 * for a tilde. As in Falco, the first slash may be left out, and the empty text is the whole document. Immutable.
 */
public final class JsonPointer {
  private static final int MOST_DIGITS = 9;

  /** @param index the number that the name may be in an array, or {@link JsonIndex#NONE} */
  private record Step(byte[] name, int index) {}

  private final Step[] steps;

  private JsonPointer(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  /** Reads a pointer. Every text is one. */
  public static JsonPointer of(String text) {
    List<Step> steps = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String part : text.substring(text.startsWith("/") ? 1 : 0).split("/", -1)) {
        steps.add(step(part.replace("~1", "/").replace("~0", "~")));
      }
    }
    return new JsonPointer(steps);
  }

  private static Step step(String name) {
    boolean isIndex = name.length() <= MOST_DIGITS && name.matches("0|[1-9][0-9]*");
    return new Step(name.getBytes(StandardCharsets.UTF_8), isIndex ? Integer.parseInt(name) : JsonIndex.NONE);
  }

  /** The value in a document; {@link JsonIndex#NONE} if it has none there. */
  public int find(JsonIndex json) {
    int node = 0;
    for (int i = 0; i < steps.length && node != JsonIndex.NONE; i++) {
      Step step = steps[i];
      node =
          json.is(JsonKind.ARRAY, node) && step.index != JsonIndex.NONE
              ? json.element(node, step.index)
              : json.member(node, step.name);
    }
    return node;
  }
}
