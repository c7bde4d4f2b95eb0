package org.eyas.core.journal;

import java.util.Arrays;
import org.eyas.api.process.ProcessInfo;
import org.eyas.core.decode.EventCursor;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.state.StateEngine;
import org.eyas.core.state.Survey;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.StateEncoder;

/**
 * Tells of threads in a segment that does not begin with all of them: of each in front of its first event, as it was before that, and
 * with those that it is understood with: its process, those above it, the leaders of their sessions and groups.
 *
 * <p>Owned by the loop's thread. An event of a thread that was told costs two looks into a set.
 */
final class LazyThreadRecords {
  /** So many are told at once at the most, which takes some 30 ms: nobody has as many above him but who wants the loop to stand still. */
  private static final int MOST_AT_ONCE = 10_000;

  private static final int LONG_RECORD = 1 << 16;
  private static final int EXIT = EventSchema.current().type("PROCEXIT_1_E").code();
  private static final boolean[] CREATING =
      codes("SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X");

  /** Where what is told goes. */
  interface Records {
    /** Takes blocks of a thread; where it has many descriptors there are several such parts. */
    void add(byte[] blocks, int length);
  }

  private final ThreadIds told = new ThreadIds();
  private long[] circle = new long[64];
  private int count;
  private final BlockBuilder blocks;
  private final Survey survey;
  private final Records records;
  private boolean childWasThere;

  LazyThreadRecords(StateEngine state, BlockBuilder blocks, Records records) {
    this.blocks = blocks;
    this.records = records;
    survey = state.surveyOfThreads();
  }

  private static boolean[] codes(String... ids) {
    EventSchema schema = EventSchema.current();
    boolean[] codes = new boolean[schema.size()];
    for (String id : ids) {
      codes[schema.type(id).code()] = true;
    }
    return codes;
  }

  /** An event comes that has not moved the state yet. */
  void before(EventCursor event) {
    long tid = event.threadId();
    if (!told.contains(tid)) {
      tell(tid);
    }
    if (CREATING[event.type().code()] && event.number(0) > 0) {
      long child = event.number(0);
      childWasThere = survey.find(child).known();
      tell(child);
    }
  }

  /** It has: its thread, or the child of its thread, may be one of which nothing was known before. */
  void after(EventCursor event) {
    long tid = event.threadId();
    boolean creates = CREATING[event.type().code()];
    if (creates && event.number(0) > 0 && !childWasThere && survey.find(event.number(0)).known()) {
      told.add(event.number(0));
    }
    if (event.type().code() == EXIT) {
      exits(tid);
    } else if (!told.contains(tid)) {
      appeared(tid, creates);
    }
  }

  // A main thread that has ended stays while others of its process live; but not in a replay that does not know them.
  private void exits(long tid) {
    told.remove(tid);
    ProcessInfo leader = survey.find(survey.find(tid).pid());
    if (leader.known() && leader.threadCount() == leader.childThreadCount()) {
      told.remove(leader.tid());
    }
  }

  // The event made it, or a stand-in for it, as it will in a replay; or else the machine was asked for it.
  private void appeared(long tid, boolean created) {
    ProcessInfo found = survey.find(tid);
    if (!found.known()) {
      return;
    }
    if (created || found.pid() < 0) {
      told.add(tid);
      tell(found.pid());
      tell(found.ptid());
    } else {
      tell(tid);
    }
  }

  // Those above and beside come with it, and theirs with them: who is told alone would have no parent in a replay.
  private void tell(long tid) {
    count = 0;
    note(tid);
    for (int i = 0; i < count; i++) {
      ProcessInfo process = survey.find(circle[i]);
      note(process.ptid());
      note(process.pid());
      note(process.sid());
      note(process.pgid());
      note(process.vpgid());
    }
    while (count > 0) {
      record(circle[--count]);
    }
  }

  private void note(long tid) {
    if (tid > 0 && count < MOST_AT_ONCE && !told.contains(tid) && survey.find(tid).known()) {
      told.add(tid);
      circle = count < circle.length ? circle : Arrays.copyOf(circle, 2 * count);
      circle[count++] = tid;
    }
  }

  private void record(long tid) {
    blocks.clear();
    StateEncoder encoder = new StateEncoder(blocks, this::partWhenLong);
    survey.tell(tid, encoder);
    encoder.finish();
    part();
  }

  private void partWhenLong() {
    if (blocks.length() > LONG_RECORD) {
      part();
    }
  }

  private void part() {
    if (blocks.length() > 0) {
      records.add(blocks.array(), blocks.length());
      blocks.clear();
    }
  }
}
