package org.eyas.engine.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.pushdown.ThreadClassMatcher;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Rules, a machine, a kernel that judges each event when it is made, and an engine that processes the events later and answers the
 * kernel's questions about threads still later.
 */
final class ClassProof {
  private static final int MOST_BEHIND = 12;

  private record Judged(ChangingThreads.Made made, boolean rejected) {}

  /** A question that can be answered once so many events have been processed. */
  private record Question(ClassKernel.Note note, long events) {}

  private record Answer(ClassKernel.Note note, long possible) {}

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private final Random random;
  private final ClassMistake mistake;
  private final ClassKernel kernel;
  private final RuleIndex index;
  private final ThreadClassMatcher classes;
  private final long ofAncestors;
  private final PushdownMatcher pushdown;
  private final MatchedRules hits = new MatchedRules();
  private @Nullable EvaluationFrame frame;
  private final Deque<Judged> ring = new ArrayDeque<>();
  private final List<Question> questions = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Event seen;
  private long tid;
  private long events;
  private long processed;
  private long rejected;
  private long matches;
  private final List<String> lost = new ArrayList<>();

  ClassProof(SequencedMap<String, CheckedCondition> rules, Random random, ClassMistake mistake) {
    this.random = random;
    this.mistake = mistake;
    kernel = new ClassKernel(mistake);
    LinkedHashMap<Integer, RuleIndex.Rule> compiled = new LinkedHashMap<>();
    rules.values().forEach(rule -> compiled.put(compiled.size(), RuleIndex.Rule.ofSyscalls(compiled.size(), rule)));
    index = RuleIndex.of(List.copyOf(compiled.values()));
    IntPredicate steady = code -> mistake == ClassMistake.JUDGES_CHANGES || !state.changesThreads(code);
    RulePushdown derived = RulePushdown.of(rules, steady);
    classes = new ThreadClassMatcher(derived.classes());
    ofAncestors = derived.classes().ofAncestors();
    pushdown = new PushdownMatcher(derived::condition, (number, event) -> (kernel.possible(tid, ofAncestors) >> number & 1) == 1);
    seen = RawEvent.of(cursor);
  }

  void run(int steps) {
    ChangingThreads machine = new ChangingThreads(random, mistake.isOfAncestors() || random.nextInt(3) == 0);
    for (int i = 0; i < steps; i++) {
      machine.next().forEach(this::made);
      if (random.nextInt(4) == 0) {
        questions.add(new Question(kernel.note(machine.any()), mistake == ClassMistake.ANSWERS_EARLY ? 0 : events));
      }
      while (ring.size() > random.nextInt(MOST_BEHIND)) {
        process(ring.removeFirst());
      }
      ask();
      if (!answers.isEmpty() && random.nextBoolean()) {
        Answer answer = answers.removeFirst();
        kernel.answer(answer.note(), answer.possible());
      }
    }
    ring.forEach(this::process);
  }

  // The kernel: it knows nothing but the event and what was answered.
  private void made(ChangingThreads.Made made) {
    events++;
    wrap(made);
    tid = made.tid();
    boolean passes = pushdown.passes(seen);
    ring.addLast(new Judged(made, !passes));
    // The state needs such an event, whether a rule does or not. The parent's event of a clone changes no thread that exists.
    boolean inParent = made.type().equals("SYSCALL_CLONE_20_X") && cursor.number(0) > 0;
    if (state.changesThreads(cursor.type().code()) && !inParent && !mistake.forgets(made.type())) {
      boolean forgotten = made.endsWithOthers() && mistake == ClassMistake.FORGETS_THREADS_THAT_END_TOGETHER;
      kernel.changed(made.tid(), made.hasRelatives() && !forgotten);
    }
  }

  private void wrap(ChangingThreads.Made made) {
    if (!cursor.wrap(0, made.event(), 0, made.event().limit())) {
      throw new IllegalStateException("cannot decode " + made.type());
    }
  }

  private void process(Judged judged) {
    processed++;
    wrap(judged.made());
    Event event = state.apply();
    EvaluationFrame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(event.type().code()).match(own, hits);
    matches += hits.size();
    rejected += judged.rejected() ? 1 : 0;
    if (judged.rejected() && hits.size() > 0) {
      lost.add("event " + processed + ": " + judged.made().type() + " of thread " + judged.made().tid());
    }
    state.finish();
  }

  private void ask() {
    questions.removeIf(question -> {
      if (question.events() > processed) {
        return false;
      }
      answers.add(new Answer(question.note(), classes.possible(state.threadEvent(question.note().tid()))));
      return true;
    });
  }

  List<String> lost() {
    return lost;
  }

  long events() {
    return events;
  }

  long rejected() {
    return rejected;
  }

  long matches() {
    return matches;
  }
}
