package org.eyas.launcher.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two sets of alerts side by side. Their order does not count, because alerts of the same time have none. Pairs of
 * equal alerts are removed; each remaining alert is compared with the most similar one among the first 100 of the same
 * time and rule.
 */
final class AlertComparison {
  /** Two alerts that are about the same and are not equal. */
  record Pair(JsonAlert first, JsonAlert second) {}

  private static final int CANDIDATES = 100;

  private final List<JsonAlert> onlyFirst = new ArrayList<>();
  private final List<JsonAlert> onlySecond = new ArrayList<>();
  private final List<Pair> differing = new ArrayList<>();
  private final int equal;

  AlertComparison(List<JsonAlert> first, List<JsonAlert> second) {
    Map<JsonAlert, Integer> counts = new HashMap<>();
    second.forEach(alert -> counts.merge(alert, 1, Integer::sum));
    List<JsonAlert> rest = first.stream().filter(alert -> !removeOne(alert, counts)).toList();
    equal = first.size() - rest.size();
    Map<String, List<JsonAlert>> spare = new LinkedHashMap<>();
    for (JsonAlert alert : second) {
      if (removeOne(alert, counts)) {
        spare.computeIfAbsent(alert.title(), _ -> new ArrayList<>()).add(alert);
      }
    }
    rest.forEach(alert -> pairWithNearest(alert, spare.getOrDefault(alert.title(), List.of())));
    spare.values().forEach(onlySecond::addAll);
  }

  private static boolean removeOne(JsonAlert alert, Map<JsonAlert, Integer> counts) {
    int count = counts.getOrDefault(alert, 0);
    if (count > 0) {
      counts.put(alert, count - 1);
    }
    return count > 0;
  }

  // Without times, all alerts of a rule have the same title: only the first ones are compared, because a comparison of
  // all takes hours.
  private void pairWithNearest(JsonAlert alert, List<JsonAlert> others) {
    Optional<JsonAlert> nearest =
        others.stream().limit(CANDIDATES).min(Comparator.comparingInt(alert::countDifferences));
    if (nearest.isPresent()) {
      others.remove(nearest.get());
      differing.add(new Pair(alert, nearest.get()));
    } else {
      onlyFirst.add(alert);
    }
  }

  /** One object: the number of equal alerts, and the others as they were read, with keys such as {@code output_fields.evt.num}. */
  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("equal", equal);
    object.add("only_first", array(onlyFirst, JsonAlert::json));
    object.add("only_second", array(onlySecond, JsonAlert::json));
    object.add("differing", array(differing, pair -> {
      JsonObject both = new JsonObject();
      both.add("first", pair.first().json());
      both.add("second", pair.second().json());
      both.add("keys", array(pair.first().differences(pair.second()), JsonPrimitive::new));
      return both;
    }));
    return object;
  }

  private static <T> JsonArray array(Collection<T> elements, Function<T, JsonElement> json) {
    JsonArray array = new JsonArray();
    elements.forEach(element -> array.add(json.apply(element)));
    return array;
  }

  boolean isEqual() {
    return onlyFirst.isEmpty() && onlySecond.isEmpty() && differing.isEmpty();
  }

  List<JsonAlert> onlyFirst() {
    return onlyFirst;
  }

  List<JsonAlert> onlySecond() {
    return onlySecond;
  }

  List<Pair> differing() {
    return differing;
  }

  int equal() {
    return equal;
  }
}
