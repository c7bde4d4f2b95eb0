package org.eyas.engine.loop;

/**
 * What the probe does with answers about classes, in Java: {@code classes.h}. Threads share places, as they do in the probe.
 *
 * <p>An answer holds as long as no change of its thread was noted, and as far as it is about ancestors, as long as none of theirs was.
 */
final class ClassKernel {
  private static final int PLACES = 8;

  /** What the engine reads before it has processed all events that are already made. */
  record Note(long tid, long changes, long relatives) {}

  private record Answer(Note at, long possible) {}

  private final long[] changes = new long[PLACES];
  private final Answer[] answers = new Answer[PLACES];
  private final ClassMistake mistake;
  private long relatives;

  ClassKernel(ClassMistake mistake) {
    this.mistake = mistake;
  }

  private static int place(long tid) {
    return (int) (tid & PLACES - 1);
  }

  Note note(long tid) {
    return new Note(tid, changes[place(tid)], relatives);
  }

  /** An event of a thread that changes threads goes to the engine. */
  void changed(long tid, boolean hasRelatives) {
    changes[place(tid)]++;
    if (hasRelatives && mistake != ClassMistake.FORGETS_RELATIVES) {
      relatives++;
    }
  }

  void answer(Note at, long possible) {
    Note as = mistake == ClassMistake.DATES_ANSWERS_LATE ? note(at.tid()) : at;
    answers[place(at.tid())] = new Answer(as, possible);
  }

  /** The classes in which a thread may be. */
  long possible(long tid, long ofAncestors) {
    Answer answer = answers[place(tid)];
    boolean other = answer == null || answer.at().tid() != tid && mistake != ClassMistake.MIXES_THREADS;
    if (other || answer.at().changes() != changes[place(tid)]) {
      return -1;
    }
    return answer.at().relatives() == relatives ? answer.possible() : answer.possible() | ofAncestors;
  }
}
