package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.pushdown.KeptFiles;

/** A report as a tree for JSON. */
public final class PushdownJson {
  private PushdownJson() {}

  public static Map<String, Object> of(PushdownReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    report.counts().ifPresent(
        counts -> {
          root.put("events", counts.allEvents());
          root.put("passed", counts.allPassed());
          root.put("rejected_for_state", counts.rejectedForState());
          root.put("staying", counts.droppable());
          root.put("matches", counts.matches());
          root.put("lost", counts.lost());
        });
    List<Object> types = new ArrayList<>();
    report.groups().forEach(group -> group.types().forEach(each -> types.add(type(each, group.condition(), report))));
    root.put("types", types);
    root.put("opened_files", report.reasons(KeptFiles.ALL));
    root.put("opened_directories", report.reasons(KeptFiles.DIRECTORIES));
    return root;
  }

  private static Map<String, Object> type(EventTypePushdown each, String condition, PushdownReport report) {
    Map<String, Object> type = new LinkedHashMap<>();
    type.put("type", each.type().name());
    type.put("rules", (long) each.rules());
    type.put("condition", condition);
    report.counts().ifPresent(
        counts -> {
          type.put("events", counts.events(each.type().code()));
          type.put("passed", counts.passed(each.type().code()));
        });
    type.put("unlimited", each.whole().stream().map(PushdownJson::rule).toList());
    return type;
  }

  private static Map<String, Object> rule(WholeTypeRule rule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", rule.rule());
    map.put("checks", rule.checks());
    return map;
  }
}
