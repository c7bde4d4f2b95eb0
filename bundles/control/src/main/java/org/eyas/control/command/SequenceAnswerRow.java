package org.eyas.control.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.control.OpenSequence;

/** An open sequence as an answer shows it. */
final class SequenceAnswerRow {
  static final String[] COLUMNS = {"group", "matched", "waits_for", "until", "then"};

  private SequenceAnswerRow() {}

  /** @param json whether group and names stay separate values; otherwise each is one text */
  static AnswerRow of(List<String> by, OpenSequence open, boolean json) {
    Map<String, String> group = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      group.put(by.get(i), open.group().get(i));
    }
    AnswerRow row = json
        ? AnswerRow.of("group", group).with("matched", open.matched()).with("waits_for", open.awaited())
        : AnswerRow.of("group", text(group)).with("matched", text(open.matched())).with("waits_for", text(open.awaited()));
    return row.with("until", AnswerTimeText.of(open.end())).with("then", open.complete() ? "alert" : "end");
  }

  private static String text(Map<String, String> group) {
    return group.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(" "));
  }

  private static String text(List<String> names) {
    return String.join(", ", names);
  }
}
