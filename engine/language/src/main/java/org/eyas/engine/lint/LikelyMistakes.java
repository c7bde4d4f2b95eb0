package org.eyas.engine.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.Redefinition;

/**
 * Finds parts of rules that load as in Falco, but probably do not mean what their author intended. A mistake in a macro
 * is reported once, for the first rule that uses the macro.
 */
public final class LikelyMistakes {
  private final Set<String> documents;
  private final LiteralMistakes literals;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Set<String> messages = new HashSet<>();

  private LikelyMistakes(LoadResult loaded, Set<String> documents) {
    this.documents = documents;
    literals = LiteralMistakes.of(loaded.book().lists());
  }

  /**
   * The mistakes in some of the loaded documents, by document and line; empty if one of the documents has an error.
   *
   * @param documents their names
   * @throws java.util.concurrent.CancellationException if this thread is interrupted
   */
  public static List<LintFinding> of(LoadResult loaded, Set<String> documents) {
    LikelyMistakes mistakes = new LikelyMistakes(loaded, documents);
    loaded.book().redefined().forEach(mistakes::redefined);
    loaded.rules().forEach(mistakes::rule);
    mistakes.findings.sort(Comparator.comparing(LintFinding::document).thenComparingInt(LintFinding::line));
    return List.copyOf(mistakes.findings);
  }

  private void redefined(Redefinition each) {
    Location again = each.second();
    add(
        again, LintFinding.REDEFINED,
        "this replaces the " + again.itemType() + " of the same name in line " + (each.first().line() + 1)
            + ", which has no effect; rename one, or change the first with 'override'");
  }

  private void rule(LoadedRule rule) {
    Location place = rule.written().place();
    if (!documents.contains(place.document())) {
      return;
    }
    for (String source : rule.sources()) {
      checks(place, rule.condition(source).expr());
    }
    UnknownArgumentFinder.unknownIn(rule).forEach(message -> add(place, LintFinding.UNKNOWN_ARGUMENT, message));
  }

  private void checks(Location place, TypedCondition expr) {
    InterruptCheck.throwIfInterrupted();
    switch (expr) {
      case TypedCondition.And(var children) -> children.forEach(child -> checks(place, child));
      case TypedCondition.Or(var children) -> children.forEach(child -> checks(place, child));
      case TypedCondition.Not(var child) -> checks(place, child);
      case TextCheck check -> {
        literals.listsIn(check).forEach(message -> add(place, LintFinding.NEAR_LIST, message));
        literals.globsIn(check).forEach(message -> add(place, LintFinding.GLOB_AS_TEXT, message));
      }
      default -> {
        // A wrong constant for numbers and addresses is an error.
      }
    }
  }

  private void add(Location place, String code, String message) {
    if (documents.contains(place.document()) && (code.equals(LintFinding.REDEFINED) || messages.add(message))) {
      String item = place.itemType() + " '" + place.itemName() + "'";
      findings.add(new LintFinding(code, place.document(), place.line() + 1, item, List.of(), List.of(), message));
    }
  }
}
