package org.eyas.driver.ebpf.pushdown;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;

/** Judges events by a plan as it is in the probe's memory, in the way of the probe (judge.h). */
final class PlanRunner {
  private static final int CHECKS = 512 * 24;
  private static final int CLASSES = CHECKS + 2_048 * 24;
  private static final int SEEN = CLASSES + 256;
  private static final int LAST = SEEN + 2_048 * 8;
  private static final int NEXT = LAST + 2_048 * 8;
  private static final int PASSES = 0xfffe;

  private final ByteBuffer plan;

  /** @param plan the memory, from the beginning of the plan */
  PlanRunner(ByteBuffer plan) {
    this.plan = plan;
  }

  /** @param possible a bit for each class in which the thread of the event may be */
  boolean passes(int place, Event event, long possible) {
    int at = place * 24;
    if (plan.getInt(at + 20) == 0) {
      return true;
    }
    long result = event.number(0);
    if (result < plan.getLong(at) || result > plan.getLong(at + 8)) {
      return false;
    }
    int next = unsigned(at + 18) == 0 ? PASSES : unsigned(at + 16);
    for (int steps = 0; next < PASSES; steps++) {
      if (steps == 40) {
        throw new AssertionError("a run has more steps than the probe's loop");
      }
      int check = CHECKS + next * 24;
      next = unsigned(check + (holds(check, event, possible) ? 4 : 6));
    }
    return next == PASSES;
  }

  private int unsigned(int at) {
    return plan.getShort(at) & 0xffff;
  }

  private boolean holds(int check, Event event, long possible) {
    int param = plan.get(check + 1);
    boolean wanted = (plan.get(check + 2) & 2) == 0;
    long a = plan.getLong(check + 8);
    long b = plan.getLong(check + 16);
    if (plan.get(check) == 3) {
      return (possible & a) != 0;
    }
    if (!event.has(param)) {
      return true;
    }
    return switch (plan.get(check)) {
      case 0 -> event.number(param) >= a && event.number(param) <= b;
      case 1 -> ((event.number(param) & a) == b) == wanted;
      default -> {
        long texts = texts(event.bytes(param));
        yield texts < 0 || ((texts & a) != 0) == wanted;
      }
    };
  }

  private long texts(Bytes path) {
    byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 2 || bytes.length > 1_023) {
      return -1;
    }
    int state = 1;
    long seen = 0;
    for (byte letter : bytes) {
      state = unsigned(NEXT + 2 * (state * 64 + plan.get(CLASSES + (letter & 0xff))));
      seen |= plan.getLong(SEEN + 8 * state);
    }
    return seen | plan.getLong(LAST + 8 * state);
  }
}
