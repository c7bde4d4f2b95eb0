package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** Lists the events for which a rule fires, and the nearest misses. */
public final class NearMissText {
  private NearMissText() {}

  public static String of(String rule, NearMissFinder misses, TerminalColours paint) {
    return ofTrial(rule, misses, paint) + "\n--event NUMBER shows the whole condition for one of them.\n";
  }

  /** Lists hits and near misses for events without a number that could identify them. */
  public static String ofTrial(String rule, NearMissFinder misses, TerminalColours paint) {
    List<String> lines = new ArrayList<>();
    String fires = "fires for " + misses.hitCount() + " of " + misses.seen() + " events";
    String head = misses.hitCount() > 0 ? paint.good(fires) : paint.bad(fires);
    lines.add("Rule '" + rule + "' " + head + "; " + misses.considered() + " have a type for which it is evaluated.");
    if (misses.hitCount() > 0) {
      lines.add("");
      lines.add("It fires for:");
      misses.hits().forEach(hit -> lines.add("  " + VisibleText.line(hit.event().toString())));
      long more = misses.hitCount() - misses.hits().size();
      if (more > 0) {
        lines.add("  ... " + more + " more");
      }
    }
    if (!misses.progress().isEmpty()) {
      lines.add("");
      lines.add("It remembers events:");
      lines.addAll(misses.progress());
    }
    if (!misses.nearest().isEmpty()) {
      lines.add("");
      lines.add("The nearest misses, with the checks that failed:");
      misses.nearest().forEach(near -> near(near, lines));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void near(NearMissFinder.Near near, List<String> lines) {
    long alike = near.count() - 1;
    String more = alike == 0 ? "" : ", and " + alike + " more event" + (alike == 1 ? "" : "s") + " likewise";
    lines.add("  " + VisibleText.line(near.explanation().event().toString()) + more);
    near.explanation().missing().forEach(missing -> lines.add("      " + VisibleText.line(missing.toString())));
  }

  /** The hits and near misses as values for JSON. */
  public static Map<String, @Nullable Object> json(String rule, NearMissFinder misses) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("rule", rule);
    object.put("events", misses.seen());
    object.put("considered", misses.considered());
    object.put("fires", misses.hitCount());
    object.put("matches", misses.hits().stream().map(hit -> ExplanationJson.event(hit.event())).toList());
    List<Object> nearest = new ArrayList<>();
    for (NearMissFinder.Near near : misses.nearest()) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>(ExplanationJson.event(near.explanation().event()));
      entry.put("count", near.count());
      entry.put("missing", near.explanation().missing().stream().map(Object::toString).toList());
      nearest.add(entry);
    }
    object.put("nearest", nearest);
    if (!misses.progress().isEmpty()) {
      object.put("progress", misses.progress().stream().map(String::strip).toList());
    }
    return object;
  }
}
