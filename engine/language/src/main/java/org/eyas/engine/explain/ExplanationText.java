package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.explain.ConditionExplanation.Check;
import org.eyas.engine.explain.ConditionExplanation.Inverse;

/**
 * Prints an explanation: a line for each part, with its answer before it and the tested value after it. {@code >} marks the
 * parts that decided.
 */
public final class ExplanationText {
  private final TerminalColours paint;
  private final boolean whole;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(TerminalColours paint, boolean whole) {
    this.paint = paint;
    this.whole = whole;
  }

  /** The rule, the event, and every part of the condition. */
  public static String of(RuleExplanation explanation, TerminalColours paint) {
    List<String> all = new ArrayList<>();
    all.add(headline(explanation, paint));
    all.add("");
    all.addAll(lines(explanation.condition(), paint));
    return String.join("\n", all) + "\n";
  }

  /** A line for each part. */
  public static List<String> lines(ConditionExplanation condition, TerminalColours paint) {
    ExplanationText text = new ExplanationText(paint, true);
    text.add(condition, 0, true, "");
    return text.lines;
  }

  /** Lines for only those parts that decided; further lines are counted. */
  public static List<String> deciding(ConditionExplanation condition, TerminalColours paint, int limit) {
    ExplanationText text = new ExplanationText(paint, false);
    text.add(condition, 0, true, "");
    int more = text.lines.size() - limit;
    if (more <= 0) {
      return text.lines;
    }
    List<String> cut = new ArrayList<>(text.lines.subList(0, limit));
    cut.add("... " + more + " more lines; eyas explain prints all");
    return cut;
  }

  private static String headline(RuleExplanation explanation, TerminalColours paint) {
    String place = explanation.place().document() + ":" + (explanation.place().line() + 1);
    String fired = explanation.fired() ? paint.good(does(explanation)) : paint.bad(doesNot(explanation));
    String head = "Rule '" + explanation.rule() + "' (" + place + ") " + fired + " for " + explanation.event() + ".";
    if (!explanation.considered()) {
      head += "\nIts condition cannot hold for events of this type, so it is not evaluated.";
    }
    return explanation.enabled() ? head : head + "\nThe rule is disabled: it sends no alert.";
  }

  private static String does(RuleExplanation explanation) {
    return explanation.remembers() ? "has a condition" : "fires";
  }

  private static String doesNot(RuleExplanation explanation) {
    return explanation.remembers() ? "has no condition" : "does not fire";
  }

  private void add(ConditionExplanation part, int depth, boolean decided, String before) {
    if (part instanceof Inverse inverse && inverse.part() instanceof Check check) {
      // "not proc.name = x" is one line with the answer of the negation.
      line(part.answer(), depth, decided, before + names(part) + "not " + names(check) + checked(check));
      return;
    }
    String name = before + names(part);
    switch (part) {
      case Check check -> line(part.answer(), depth, decided, name + checked(check));
      case Inverse inverse -> line(part.answer(), depth, decided, name + "not");
      case ConditionExplanation.All all -> line(part.answer(), depth, decided, name + "and");
      case ConditionExplanation.Any any -> line(part.answer(), depth, decided, name + "or");
    }
    List<ConditionExplanation> deciding = decided ? part.deciding() : List.of();
    for (ConditionExplanation child : whole ? part.children() : deciding) {
      add(child, depth + 1, deciding.stream().anyMatch(other -> other == child), "");
    }
  }

  private void line(boolean answer, int depth, boolean decided, String text) {
    String mark = decided ? "> " : "  ";
    String word = answer ? paint.good("true ") : paint.bad("false");
    lines.add(mark + word + "  ".repeat(depth + 1) + (decided ? paint.strong(text) : text));
  }

  private static String names(ConditionExplanation part) {
    return part.macros().stream().map(name -> name + ": ").collect(Collectors.joining());
  }

  static String checked(Check check) {
    if (!check.fault().isEmpty()) {
      return check.text() + "   failed: " + check.fault();
    }
    String values =
        check.readings().stream().map(reading -> reading.pending() ? "pending" : ShownValueText.of(reading.value()))
            .collect(Collectors.joining(", "));
    return check.text() + "   -> " + values;
  }
}
