package org.eyas.engine.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.pushdown.EventTypePushdown;
import org.eyas.engine.pushdown.OrderDependence;
import org.eyas.engine.pushdown.PushdownReport;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.pushdown.WholeTypeRule;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedDefinitions;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.schema.EventSchema;

/**
 * Checks rules: repeats the warnings of the loader, and finds likely mistakes, conditions that never hold, and checks
 * that make all events of a type necessary. Rules that read no system calls only have the warnings of the loader.
 */
public final class RuleLinter {
  /** The class of cheap events: calls about processes are few, and the process table needs them anyway. */
  private static final String CHEAP = "process";
  private static final String SYSCALL = "syscall";

  private static final Set<String> KERNEL = Set.of("syscall", "tracepoint");

  private final LoadResult loaded;
  private final Set<String> documents;
  private final List<LintFinding> findings = new ArrayList<>();

  private RuleLinter(LoadResult loaded, Set<String> documents) {
    this.loaded = loaded;
    this.documents = documents;
  }

  /**
   * The findings in some of the loaded documents, by document and line.
   *
   * @param documents their names
   */
  public static List<LintFinding> of(LoadResult loaded, Set<String> documents) {
    RuleLinter lint = new RuleLinter(loaded, documents);
    loaded.report().results().forEach(lint::diagnostics);
    lint.rules();
    lint.findings.addAll(LikelyMistakes.of(loaded, documents));
    lint.findings.sort(Comparator.comparing(LintFinding::document).thenComparingInt(LintFinding::line));
    return lint.findings.stream().distinct().toList();
  }

  private void diagnostics(LoadReport.Result result) {
    result.errors().forEach(each -> diagnostic(each, place(each, result.document())));
    for (Diagnostic each : result.warnings()) {
      Location place = place(each, result.document());
      if (documents.contains(place.document()) && !isUsedLater(each, place)) {
        diagnostic(each, place);
      }
    }
  }

  /** The rule, macro or list; or the whole document. */
  private static Location place(Diagnostic each, String document) {
    Location whole = each.locations().isEmpty() ? new Location(document, "", "", 0, 0, 0) : each.locations().getFirst();
    return each.locations().stream().filter(place -> !place.itemName().isEmpty()).findFirst().orElse(whole);
  }

  // The loader warns after each document, and a later one may use what an earlier one defines.
  private boolean isUsedLater(Diagnostic each, Location place) {
    LoadedDefinitions book = loaded.book();
    return switch (LoadCode.valueOf(each.code())) {
      case LOAD_UNUSED_MACRO -> book.macros().stream().anyMatch(macro -> macro.used() && macro.name().equals(place.itemName()));
      case LOAD_UNUSED_LIST -> book.lists().stream().anyMatch(list -> list.used() && list.name().equals(place.itemName()));
      default -> false;
    };
  }

  private void diagnostic(Diagnostic each, Location place) {
    String item = place.itemName().isEmpty() ? "" : place.itemType() + " '" + place.itemName() + "'";
    String text = each.message().isEmpty() ? each.codeDescription() : each.message();
    String message = each.hint().isEmpty() ? text : text + "; " + each.hint();
    findings.add(new LintFinding(each.code(), place.document(), place.line() + 1, item, List.of(), List.of(), message));
  }

  private void rules() {
    List<LoadedRule> judged = loaded.rules().stream()
        .filter(rule -> rule.readsSource(SYSCALL))
        .filter(rule -> documents.contains(rule.written().place().document()))
        .toList();
    judged.forEach(this::rule);
  }

  private void rule(LoadedRule rule) {
    OrderDependence.of(rule.condition(SYSCALL).expr()).ifPresent(field -> order(rule, field));
    TrustedNameFinder.of(rule.condition(SYSCALL).expr()).ifPresent(field -> trusted(rule, field));
    UnknownValueFinder.of(rule.condition(SYSCALL).expr()).ifPresent(field -> unknown(rule, field));
    RulePushdown pushdown = RulePushdown.of(List.of(rule));
    List<EventTypePushdown> seen =
        pushdown.types().values().stream().filter(each -> PushdownReport.isSeen(each.type())).toList();
    if (isOnSeenTypes(rule) && pushdown.types().values().stream().noneMatch(RuleLinter::canMatch)) {
      add(rule, LintFinding.NEVER_TRUE, List.of(), List.of(), "no event of its types satisfies the condition");
    }
    wholeTypes(seen).forEach((checks, types) -> whole(rule, checks, types));
  }

  // Events that come from no kernel, such as those of a container, are of other classes.
  private static boolean canMatch(EventTypePushdown each) {
    EventType type = each.type();
    boolean comes = PushdownReport.isSeen(type) || type.classes().stream().noneMatch(KERNEL::contains);
    return comes && !each.condition().equals(RawCondition.Always.FALSE);
  }

  private static boolean isOnSeenTypes(LoadedRule rule) {
    return rule.condition(SYSCALL).eventCodes().stream()
        .anyMatch(code -> PushdownReport.isSeen(EventSchema.current().type(code)));
  }

  /** The event types of which the rule needs all events, by the checks that cause this. */
  private static Map<List<String>, List<String>> wholeTypes(List<EventTypePushdown> seen) {
    Map<List<String>, List<String>> types = new LinkedHashMap<>();
    for (EventTypePushdown each : seen) {
      EventType type = each.type();
      if (!type.category().equals(CHEAP)) {
        for (WholeTypeRule whole : each.whole()) {
          types.computeIfAbsent(whole.checks(), key -> new ArrayList<>()).add(type.name());
        }
      }
    }
    return types;
  }

  private void whole(LoadedRule rule, List<String> checks, List<String> types) {
    String message = checks.isEmpty()
        ? "the condition has no check besides the type, so all events are needed"
        : "parameters do not decide " + String.join(", ", checks) + "; all events are needed";
    add(rule, LintFinding.WHOLE_TYPE, types, checks, message);
  }

  private void order(LoadedRule rule, String field) {
    String message = field + " depends on the events before, so no event of any rule can stay in the kernel";
    add(rule, LintFinding.ORDER, List.of(), List.of(), message);
  }

  private void trusted(LoadedRule rule, String field) {
    String message = "an exception trusts " + field + ", which ordinary users choose for their own containers; add"
        + " container.owner = 0 to it, beside this check";
    add(rule, LintFinding.TRUSTED_NAME, List.of(), List.of(), message);
  }

  private void unknown(LoadedRule rule, String field) {
    String message = "a negated check of " + field + " also holds where its value is unknown; if that is not meant, add '" + field
        + " exists' beside it";
    add(rule, LintFinding.UNKNOWN_VALUE, List.of(), List.of(), message);
  }

  private void add(LoadedRule rule, String code, List<String> types, List<String> checks, String message) {
    Location place = rule.written().place();
    findings.add(
        new LintFinding(code, place.document(), place.line() + 1, "rule '" + rule.name() + "'", types, checks, message));
  }
}
