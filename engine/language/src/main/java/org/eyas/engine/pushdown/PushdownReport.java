package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.api.data.VisibleText;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;

/**
 * A report on a pushdown for people: the condition of each event type, and the rules and checks that make all events of
 * a type pass.
 *
 * @param counts the counts for a capture, if one was replayed
 * @param files the reasons for which opened files are needed, for each rule that needs some; empty for none
 */
public record PushdownReport(RulePushdown pushdown, Optional<PassCounts> counts, List<OpenFileNeed> files) {
  /** The largest number of event types that a line names. Rules without a check of the type are equal for hundreds of types. */
  private static final int NAMED_TYPES = 12;
  private static final int NAMED_CHECKS = 6;
  private static final int NAMED_FILES = 12;

  public PushdownReport {
    files = List.copyOf(files);
  }

  /** Types whose lines are equal. */
  record Group(List<EventTypePushdown> types, String condition) {
    List<WholeTypeRule> whole() {
      return types.getFirst().whole();
    }

    int rules() {
      return types.getFirst().rules();
    }
  }

  /** The types that rules evaluate, limited types first. */
  List<Group> groups() {
    Map<List<Object>, List<EventTypePushdown>> groups = new LinkedHashMap<>();
    pushdown.types().values().stream()
        .filter(each -> isSeen(each.type()) && !each.condition().equals(RawCondition.Always.FALSE))
        .sorted(Comparator.comparing(EventTypePushdown::rejectsSome).reversed().thenComparing(each -> each.type().name()))
        .forEach(
            each -> groups.computeIfAbsent(List.<Object>of(text(each), each.rules(), each.whole()), key -> new ArrayList<>())
                .add(each));
    return groups.values().stream().map(types -> new Group(types, text(types.getFirst()))).toList();
  }

  /**
   * Whether rules evaluate events of this type. False for the entry of a call, for events of an older layout, which are
   * converted before, and for events that come from no kernel.
   */
  public static boolean isSeen(EventType type) {
    boolean end = type.direction() == Direction.EXIT && type.classes().contains("syscall");
    return (end || type.classes().contains("tracepoint")) && !type.is(EventFlag.OLD_VERSION) && !type.is(EventFlag.UNUSED);
  }

  private static String text(EventTypePushdown each) {
    return RawConditionText.of(each.condition(), each.type());
  }

  /** The report as indented lines. */
  public String text() {
    StringBuilder out = new StringBuilder();
    counts.ifPresent(found -> totals(found, out));
    for (Group group : groups()) {
      out.append(names(group)).append(": ").append(NumeralText.of(group.rules(), "rule")).append(share(group)).append('\n');
      if (group.types().getFirst().rejectsSome()) {
        out.append("    passes if ").append(VisibleText.line(group.condition())).append('\n');
      } else {
        out.append("    all pass, because parameters do not limit ").append(NumeralText.of(group.whole().size(), "rule"))
            .append(":\n");
        group.whole().forEach(rule -> out.append("      ").append(VisibleText.line(line(rule))).append('\n'));
      }
    }
    needs(
        "opened files",
        "every open and close that succeeds is delivered, because these rules need files that were opened earlier",
        reasons(KeptFiles.ALL), out);
    needs(
        "opened directories",
        "every open of a directory is delivered, and its close, because these rules need directories that were opened earlier",
        reasons(KeptFiles.DIRECTORIES), out);
    return out.toString();
  }

  private static void needs(String what, String effect, List<String> reasons, StringBuilder out) {
    if (reasons.isEmpty()) {
      return;
    }
    out.append(what).append(": ").append(NumeralText.of(reasons.size(), "rule")).append("\n    ").append(effect).append(":\n");
    reasons.stream().limit(NAMED_FILES).forEach(line -> out.append("      ").append(VisibleText.line(line)).append('\n'));
    if (reasons.size() > NAMED_FILES) {
      out.append("      ... ").append(reasons.size() - NAMED_FILES).append(" more rules\n");
    }
  }

  /** The reasons for which rules need files: a line for each rule that needs these files. */
  List<String> reasons(KeptFiles needed) {
    return files.stream().filter(need -> need.files() == needed).map(OpenFileNeed::reason).toList();
  }

  private static void totals(PassCounts counts, StringBuilder out) {
    out.append(NumeralText.share(counts.allPassed(), counts.allEvents())).append(" pass. ")
        .append(NumeralText.of(counts.rejectedForState(), "other event changes", "other events change"))
        .append(" the state.\n")
        .append(NumeralText.share(counts.droppable(), counts.allEvents())).append(" can stay in the kernel.\n")
        .append(NumeralText.of(counts.matches(), "match", "matches")).append(" of rules, ").append(counts.lost())
        .append(" of them for events that do not pass.\n\n");
  }

  private static String names(Group group) {
    String names =
        group.types().stream().limit(NAMED_TYPES).map(each -> each.type().name()).distinct().collect(Collectors.joining(", "));
    int more = group.types().size() - NAMED_TYPES;
    return more > 0 ? names + ", ... " + more + " more types" : names;
  }

  private String share(Group group) {
    if (counts.isEmpty()) {
      return "";
    }
    long events = group.types().stream().mapToLong(each -> counts.get().events(each.type().code())).sum();
    long passed = group.types().stream().mapToLong(each -> counts.get().passed(each.type().code())).sum();
    return events == 0 ? "; no events" : "; " + NumeralText.share(passed, events) + " pass";
  }

  private static String line(WholeTypeRule rule) {
    if (rule.checks().isEmpty()) {
      return rule.rule() + ": matches every event of the type";
    }
    int more = rule.checks().size() - NAMED_CHECKS;
    String checks = rule.checks().stream().limit(NAMED_CHECKS).collect(Collectors.joining(", "));
    return rule.rule() + ": " + checks + (more > 0 ? ", ... " + more + " more checks" : "");
  }
}
