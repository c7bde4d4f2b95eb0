package org.eyas.core.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.journal.LoopJournal.Wish;

/** The recent events of all loops. May be called from any thread. */
public final class EventJournal implements Journal {
  private final List<LoopJournal> loops = new CopyOnWriteArrayList<>();
  private Wish wish = Wish.NOTHING;
  private long number;

  /** The journal of a loop that is about to run, in the place of that of the event source before. */
  public synchronized LoopJournal open(SourceInfo source) {
    LoopJournal journal = new LoopJournal(source);
    loops.removeIf(before -> before.source().eventSource().equals(source.eventSource()));
    loops.add(journal);
    share();
    return journal;
  }

  @Override
  public synchronized void record(long limitBytes, long seconds) {
    if (!isRecording()) {
      number++;
    }
    wish = new Wish(number, limitBytes, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    share();
  }

  @Override
  public synchronized void clear() {
    wish = new Wish(++number, 0, 0);
    share();
  }

  private void share() {
    int count = Math.max(1, loops.size());
    Wish each = new Wish(wish.number(), wish.limitBytes() / count, wish.endNanos());
    loops.forEach(loop -> loop.want(each));
  }

  private boolean isRecording() {
    return wish.limitBytes() > 0 && wish.endNanos() - System.nanoTime() > 0;
  }

  @Override
  public synchronized JournalSpan span() {
    boolean recording = loops.stream().anyMatch(LoopJournal::isRecording);
    List<JournalReading> readings = read();
    try {
      return span(readings, recording, wish.limitBytes());
    } finally {
      readings.forEach(JournalReading::close);
    }
  }

  /** What some readings hold together. */
  public static JournalSpan span(List<JournalReading> readings, boolean recording, long limitBytes) {
    return new JournalSpan(
        recording,
        readings.stream().mapToLong(JournalReading::firstNanos).min().orElse(0),
        readings.stream().mapToLong(JournalReading::lastNanos).max().orElse(0),
        readings.stream().mapToLong(JournalReading::events).sum(),
        readings.stream().mapToLong(JournalReading::bytes).sum(),
        limitBytes);
  }

  /** Why nothing is kept although somebody wants it; empty where nothing is wrong. */
  public String problem() {
    return loops.stream().map(LoopJournal::problem).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** What there is; each is to be closed. */
  public List<JournalReading> read() {
    List<JournalReading> readings = new ArrayList<>();
    loops.stream().map(LoopJournal::read).flatMap(Optional::stream).forEach(readings::add);
    return readings;
  }
}
