package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.stateful.StepFinder;
import org.eyas.engine.stateful.event.StepMatchEvent;

/**
 * The steps of rules over several sources that one event may match, depending on pending values. A rule finds the event
 * when all of its steps are decided.
 */
final class UndecidedSteps implements HeldSteps.OpenSteps {
  /** A rule, and the residual condition of each of its steps of this source. */
  private record OpenRule(StepFinder finder, TypedCondition[] conditions) {
    OpenRule(StepFinder finder) {
      this(finder, new TypedCondition[finder.steps().size()]);
      Arrays.fill(conditions, Always.FALSE);
    }

    boolean isOpen() {
      return Stream.of(conditions).anyMatch(each -> !(each instanceof Always));
    }

    int matching() {
      int matching = 0;
      for (int i = 0; i < conditions.length; i++) {
        matching |= conditions[i].equals(Always.TRUE) ? 1 << i : 0;
      }
      return matching;
    }
  }

  private final PartialEvaluator evaluator;
  private final MatchContext context;
  private final UndecidedEventCounter undecided;
  private final List<OpenRule> rules = new ArrayList<>();

  UndecidedSteps(PartialEvaluator evaluator, MatchContext context, UndecidedEventCounter undecided) {
    this.evaluator = evaluator;
    this.context = context;
    this.undecided = undecided;
  }

  /** Decides a step, as far as the values of the event allow. */
  void add(StepFinder finder, int step, Event event) {
    if (rules.isEmpty() || rules.getLast().finder() != finder) {
      rules.add(new OpenRule(finder));
    }
    try {
      rules.getLast().conditions()[step] = evaluator.decide(finder.steps().get(step).condition().expr(), event);
    } catch (RuntimeException e) {
      failed(finder, e);
    }
  }

  /**
   * Forgets the rules of which all steps are decided, and returns the other rules. Called after all steps of the event.
   */
  List<StepFinder> open() {
    rules.removeIf(each -> !each.isOpen());
    return rules.stream().map(OpenRule::finder).toList();
  }

  @Override
  public boolean advance(Event event) {
    for (Iterator<OpenRule> left = rules.iterator(); left.hasNext();) {
      OpenRule rule = left.next();
      if (advanced(rule, event)) {
        left.remove();
      }
    }
    return rules.isEmpty();
  }

  private boolean advanced(OpenRule rule, Event event) {
    try {
      Arrays.setAll(rule.conditions(), i -> evaluator.decide(rule.conditions()[i], event));
      if (rule.isOpen()) {
        return false;
      }
      find(rule, event);
    } catch (RuntimeException e) {
      failed(rule.finder(), e);
    }
    return true;
  }

  @Override
  public void finish(Event event) {
    undecided.countLater();
    for (OpenRule rule : rules) {
      try {
        Arrays.setAll(rule.conditions(), i -> Always.of(evaluator.holds(rule.conditions()[i], event)));
        find(rule, event);
      } catch (RuntimeException e) {
        failed(rule.finder(), e);
      }
    }
    rules.clear();
  }

  private void find(OpenRule rule, Event event) {
    int matching = rule.matching();
    StepMatchEvent found = matching == 0 ? null : rule.finder().find(matching, event);
    if (found != null) {
      context.found().add(found);
    }
  }

  private void failed(StepFinder finder, RuntimeException failure) {
    context.faults().add("rule '" + finder.rule().name() + "', decided later", failure);
  }
}
