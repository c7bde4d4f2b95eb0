package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.Ranges.Range;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Check;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.engine.pushdown.RawConditions;

/**
 * A way to make a pushdown too narrow: it derives from another condition than that of the rule, or changes parts of what was derived,
 * at any depth, or misreads events.
 */
enum PushdownMistake {
  NONE,
  TAKES_ALL_ALTERNATIVES {
    @Override
    RawCondition part(RawCondition part) {
      return part instanceof AnyOf any ? new AllOf(any.parts()) : part;
    }
  },
  FORGETS_AN_ALTERNATIVE {
    @Override
    RawCondition part(RawCondition part) {
      return part instanceof AnyOf any ? any.parts().getFirst() : part;
    }
  },
  NEGATES_CHECKS {
    @Override
    RawCondition part(RawCondition part) {
      return part instanceof Check check ? RawConditions.negated(check) : part;
    }
  },
  LIMITS_WHAT_IT_CANNOT_DECIDE {
    @Override
    RawCondition part(RawCondition part) {
      return part.equals(Always.TRUE) ? new Numbers(0, new Ranges(List.of(new Range(0, Long.MAX_VALUE)))) : part;
    }
  },
  WANTS_TOO_FEW_RESULTS {
    @Override
    RawCondition part(RawCondition part) {
      return part instanceof Numbers numbers && numbers.param() == 0 ? new Numbers(0, fewer(numbers.ranges())) : part;
    }
  },
  /** After a connect that failed, the descriptor has the ends that it had before. */
  JUDGES_CONNECTS_THAT_FAILED {
    @Override
    RawCondition part(RawCondition part) {
      if (part instanceof AnyOf any && any.parts().stream().anyMatch(PushdownMistake::isOfSocket)) {
        return new AnyOf(any.parts().stream().filter(PushdownMistake::isOfSocket).toList());
      }
      return part;
    }
  },
  /** Which end is the server's depends on the state. */
  READS_ONE_END {
    @Override
    Event seen(Event event) {
      return MisreadEvent.withOneEnd(event);
    }
  },
  JUDGES_RELATIVE_PATHS {
    @Override
    Event seen(Event event) {
      return MisreadEvent.withPaths(event, path -> path.startsWith("/") ? path : "/" + path);
    }
  },
  JUDGES_PATHS_WITH_DOTS {
    @Override
    Event seen(Event event) {
      return MisreadEvent.withPaths(event, path -> path.replace("/.", "/_"));
    }
  },
  /** The path of a call whose thread is not in the table is absent, and so "not" is true for it. */
  TAKES_ABSENT_PATHS_FOR_THE_PARAMETER {
    @Override
    String condition(String condition) {
      return condition.replaceAll("\\b(fs\\.path\\.name|file\\.changed)\\b", "evt.arg.name");
    }
  };

  /** The condition from which the pushdown of a rule is derived. */
  String condition(String condition) {
    return condition;
  }

  /** What a part of a derived condition becomes; the parts of the part have been changed before. */
  RawCondition part(RawCondition part) {
    return part;
  }

  /** The event that the pushdown judges. */
  Event seen(Event event) {
    return event;
  }

  RawCondition changed(RawCondition condition) {
    return part(switch (condition) {
      case AllOf all -> new AllOf(all.parts().stream().map(this::changed).toList());
      case AnyOf any -> new AnyOf(any.parts().stream().map(this::changed).toList());
      default -> condition;
    });
  }

  private static Ranges fewer(Ranges ranges) {
    List<Range> fewer = new ArrayList<>(ranges.ranges());
    if (!fewer.isEmpty()) {
      Range first = fewer.removeFirst();
      boolean open = first.least() == Long.MIN_VALUE;
      if (first.least() < first.most()) {
        fewer.addFirst(new Range(first.least() + (open ? 0 : 1), first.most() - (open ? 1 : 0)));
      }
    }
    return new Ranges(fewer);
  }

  private static boolean isOfSocket(RawCondition part) {
    return part instanceof RawCondition.Kinds || part instanceof RawCondition.Addresses || part instanceof RawCondition.Ports;
  }
}
