package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.stateful.FiringListener;
import org.eyas.engine.stateful.RuleProgress;
import org.eyas.engine.stateful.StatefulRule;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.eyas.engine.stateful.condition.TimeSpan;
import org.eyas.engine.stateful.event.FiredEvent;
import org.jspecify.annotations.Nullable;

/** Evaluates one stateful rule on many events, and reports its progress. For one thread. */
final class StatefulRuleTrace {
  private static final int MOST_OPEN = 5;

  private final StatefulCondition memory;
  private final StatefulRules memories;
  private final Map<Text, Steps> bySource = new HashMap<>();
  private final MatchedRules hits = new MatchedRules();
  private long latestNanos = Long.MIN_VALUE;
  private boolean fired;
  private int late;

  private final FiringListener<RuntimeException> firing =
      new FiringListener<>() {
        @Override
        public void fires(int rule, FiredEvent event) {
          fired = true;
          late++;
        }

        @Override
        public void failed(int rule, RuntimeException failure) {
          // The explanation of the event shows it.
        }
      };

  /** The steps of one source, and the frame of its events. */
  private static final class Steps {
    final RuleIndex index;
    @Nullable EvaluationFrame frame;

    Steps(RuleIndex index) {
      this.index = index;
    }

    EvaluationFrame begin(Event event) {
      EvaluationFrame current = frame == null ? index.newFrame(event) : frame;
      frame = current;
      current.begin(event);
      return current;
    }
  }

  StatefulRuleTrace(StatefulCondition memory) {
    this.memory = memory;
    memories = new StatefulRules(1, List.of(new StatefulRule(0, "", memory)), Long.MAX_VALUE);
    memory.steps().stream().map(ConditionStep::source).distinct().forEach(this::add);
  }

  private void add(String source) {
    boolean syscalls = source.equals("syscall");
    bySource.put(
        Text.of(source),
        new Steps(RuleIndex.of(memories.steps(source, syscalls ? RuleIndex.Rule::ofSyscalls : RuleIndex.Rule::ofPlugin))));
  }

  /** Advances the time. Returns how often the rule fires because an absence has lasted long enough. */
  int advanceTime(long nanos) {
    late = 0;
    if (memories.isDue(nanos)) {
      memories.advanceTime(nanos, firing);
    }
    return late;
  }

  /** Evaluates an event. Returns whether the rule fires. */
  boolean evaluate(Event event) {
    Steps steps = bySource.get(event.source());
    if (steps == null) {
      return false;
    }
    fired = false;
    latestNanos = Math.max(latestNanos, event.timestampNanos());
    hits.clear();
    // The explanation of the event shows faults.
    steps.index.rules(event.type().code()).matchEach(steps.begin(event), hits, (key, fault) -> {});
    memories.evaluate(hits, 0, event, firing);
    return fired;
  }

  /** The progress of the rule, and the reasons that stopped it. */
  List<String> lines() {
    RuleProgress progress = memories.store().progress(0);
    List<String> lines = new ArrayList<>();
    List<ConditionStep> steps = memory.steps();
    for (int i = 0; i < steps.size(); i++) {
      lines.add("  " + steps.get(i).name() + ": " + step(progress, i));
    }
    lines.add(
        switch (memory) {
          case FirstSeenCondition first ->
            progress.learning() + " of the new values were learned because their group began less than "
                + TimeSpan.text(first.learnNanos()) + " before. The rule knew at most " + progress.furthest()
                + " groups and values together, of at most " + first.entries() + ".";
          case ThresholdCondition threshold ->
            "The most that a group reached is " + progress.furthest() + " of " + threshold.atLeast() + ".";
          case SequenceCondition sequence ->
            "The furthest sequence has " + progress.furthest() + " of " + sequence.parts().size() + " steps.";
        });
    lines.addAll(OpenSequencesText.lines(memories.store().openSequences("", MOST_OPEN, latestNanos), latestNanos));
    return lines;
  }

  private String step(RuleProgress progress, int step) {
    long matching = progress.matching(step);
    String text = matching == 1 ? "1 event matches" : matching + " events match";
    if (progress.lacking(step) > 0) {
      text += "; " + progress.lacking(step) + " of them lack a value that the rule needs" + orNegative();
    }
    if (progress.apart(step) > 0) {
      text += "; " + progress.apart(step) + " of them " + apart();
    }
    return text;
  }

  private String orNegative() {
    return memory instanceof ThresholdCondition threshold && threshold.measure() == ThresholdMeasure.SUM
        ? ", or have a negative one"
        : "";
  }

  private String apart() {
    return switch (memory) {
      case FirstSeenCondition first -> "had values that their group knew";
      case ThresholdCondition threshold -> "came soon after an alert of their group";
      case SequenceCondition sequence -> "had no open sequence in their group that waited for them";
    };
  }
}
