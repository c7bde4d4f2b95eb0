package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.memory.FiredEvent;
import org.eyas.engine.memory.FirstSeen;
import org.eyas.engine.memory.Progress;
import org.eyas.engine.memory.Measure;
import org.eyas.engine.memory.RuleMemories;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.memory.Sequence;
import org.eyas.engine.memory.Step;
import org.eyas.engine.memory.Threshold;
import org.eyas.engine.memory.TimeSpan;
import org.jspecify.annotations.Nullable;

/** Evaluates one stateful rule on many events, and reports its progress. For one thread. */
final class MemoryTrace {
  private static final int MOST_OPEN = 5;

  private final RuleMemory memory;
  private final RuleMemories memories;
  private final Map<Text, Steps> bySource = new HashMap<>();
  private final Hits hits = new Hits();
  private long latestNanos = Long.MIN_VALUE;
  private boolean fired;
  private int late;

  private final RuleMemories.Firing<RuntimeException> firing =
      new RuleMemories.Firing<>() {
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
    @Nullable Frame frame;

    Steps(RuleIndex index) {
      this.index = index;
    }

    Frame begin(Event event) {
      Frame current = frame == null ? index.newFrame(event) : frame;
      frame = current;
      current.begin(event);
      return current;
    }
  }

  MemoryTrace(RuleMemory memory) {
    this.memory = memory;
    memories = new RuleMemories(1, List.of(new RuleMemories.Remembering(0, "", memory)), Long.MAX_VALUE);
    memory.steps().stream().map(Step::source).distinct().forEach(this::add);
  }

  private void add(String source) {
    boolean syscalls = source.equals("syscall");
    bySource.put(
        Text.of(source),
        new Steps(RuleIndex.of(memories.steps(source, syscalls ? RuleIndex.Rule::ofSyscalls : RuleIndex.Rule::ofPlugin))));
  }

  /** Advances the time. Returns how often the rule fires because an absence has lasted long enough. */
  int elapse(long nanos) {
    late = 0;
    if (memories.isDue(nanos)) {
      memories.elapse(nanos, firing);
    }
    return late;
  }

  /** Evaluates an event. Returns whether the rule fires. */
  boolean see(Event event) {
    Steps steps = bySource.get(event.source());
    if (steps == null) {
      return false;
    }
    fired = false;
    latestNanos = Math.max(latestNanos, event.timestampNanos());
    hits.clear();
    // The explanation of the event shows faults.
    steps.index.rules(event.type().code()).matchEach(steps.begin(event), hits, (key, fault) -> {});
    memories.see(hits, 0, event, firing);
    return fired;
  }

  /** The progress of the rule, and the reasons that stopped it. */
  List<String> lines() {
    Progress progress = memories.progress(0);
    List<String> lines = new ArrayList<>();
    List<Step> steps = memory.steps();
    for (int i = 0; i < steps.size(); i++) {
      lines.add("  " + steps.get(i).name() + ": " + step(progress, i));
    }
    lines.add(
        switch (memory) {
          case FirstSeen first ->
            progress.learning() + " of the new values were learned because their group began less than "
                + TimeSpan.text(first.learnNanos()) + " before. The rule knew at most " + progress.furthest()
                + " groups and values together, of at most " + first.entries() + ".";
          case Threshold threshold ->
            "The most that a group reached is " + progress.furthest() + " of " + threshold.atLeast() + ".";
          case Sequence sequence ->
            "The furthest sequence has " + progress.furthest() + " of " + sequence.parts().size() + " steps.";
        });
    lines.addAll(OpenSequencesText.lines(memories.openSequences("", MOST_OPEN, latestNanos), latestNanos));
    return lines;
  }

  private String step(Progress progress, int step) {
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
    return memory instanceof Threshold threshold && threshold.measure() == Measure.SUM ? ", or have a negative one" : "";
  }

  private String apart() {
    return switch (memory) {
      case FirstSeen first -> "had values that their group knew";
      case Threshold threshold -> "came soon after an alert of their group";
      case Sequence sequence -> "had no open sequence in their group that waited for them";
    };
  }
}
