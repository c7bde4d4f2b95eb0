package org.eyas.source.k8saudit.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * A path that leads through all elements of arrays, or through one element: {@code /spec/containers/image} is the image
 * of each container. The object is also its own result, which the next event overwrites.
 */
final class ArrayPath {
  /** The index that stands for all elements. */
  static final int ALL = -1;

  private final List<byte[]> names;
  private final int index;
  private int[] nodes = new int[8];
  private int size;

  /** @param index the index of the element of arrays that counts, or {@link #ALL} */
  ArrayPath(String path, int index) {
    names =
        Arrays.stream(path.substring(1).split("/"))
            .map(name -> name.replace("~1", "/").getBytes(StandardCharsets.UTF_8))
            .toList();
    this.index = index;
  }

  /** Finds the values. An element of an array without the value counts as {@link JsonIndex#NONE}. */
  ArrayPath find(JsonIndex json) {
    size = 0;
    find(json, 0, 0, false);
    return this;
  }

  private void find(JsonIndex json, int node, int step, boolean isElement) {
    if (step == names.size()) {
      add(node);
    } else if (!json.is(JsonKind.ARRAY, node)) {
      member(json, json.member(node, names.get(step)), step, isElement);
    } else if (index == ALL) {
      for (int at = node + 1; at < json.after(node); at = json.after(at)) {
        find(json, at, step, true);
      }
    } else {
      member(json, json.member(json.element(node, index), names.get(step)), step, false);
    }
  }

  private void member(JsonIndex json, int member, int step, boolean isElement) {
    if (member != JsonIndex.NONE) {
      find(json, member, step + 1, isElement);
    } else if (isElement) {
      add(JsonIndex.NONE);
    }
  }

  private void add(int node) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * size);
    }
    nodes[size++] = node;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return nodes[i];
  }

  /** Whether values were found and each element has a value. */
  boolean isComplete() {
    for (int i = 0; i < size; i++) {
      if (nodes[i] == JsonIndex.NONE) {
        return false;
      }
    }
    return size > 0;
  }
}
