package org.eyas.engine.pushdown;

import java.util.List;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;

/**
 * An executable raw condition, for each event of its type. Reads only the parameters of the event; a check of known
 * descriptors also reads the process as it is before the event. For the thread of one event loop; does not allocate.
 */
interface RawConditionMatcher {
  RawConditionMatcher ALWAYS = event -> true;
  RawConditionMatcher NEVER = event -> false;

  boolean test(Event event);

  /** @param classes decides to which classes the threads of events may belong */
  static RawConditionMatcher of(RawCondition condition, ThreadClassMembership classes) {
    return switch (condition) {
      case RawCondition.Always always -> always.answer() ? ALWAYS : NEVER;
      case RawCondition.AllOf all -> new All(matchers(all.parts(), classes));
      case RawCondition.AnyOf any -> new Any(matchers(any.parts(), classes));
      case Numbers(int param, Ranges ranges) -> event -> !event.has(param) || ranges.contains(event.number(param));
      case Bits bits -> event -> !event.has(bits.param()) || hasBits(bits, event.number(bits.param())) == bits.wanted();
      case RawCondition.ProcessClass(int number, String text) -> event -> classes.isPossible(number, event);
      case RawCondition.KnownDescriptor(int param) -> event -> !event.has(param) || isKnown(event, event.number(param));
      case RawCondition.OpenedDirectory opened -> ALWAYS; // parameters do not say it
      case RawCondition.Kinds kinds -> SocketMatcher.of(kinds);
      case RawCondition.Addresses addresses -> SocketMatcher.of(addresses);
      case RawCondition.Ports ports -> SocketMatcher.of(ports);
      case Path path -> new PathMatcher(path.param(), path.part(), test(path), path.wanted(), new ByteView());
    };
  }

  private static boolean hasBits(Bits bits, long value) {
    return (value & bits.mask()) == bits.bits();
  }

  private static boolean isKnown(Event event, long number) {
    ProcessInfo process = event.process();
    return !process.known() || process.descriptors().fd(number).known();
  }

  private static RawConditionMatcher[] matchers(List<RawCondition> parts, ThreadClassMembership classes) {
    return parts.stream().map(part -> of(part, classes)).toArray(RawConditionMatcher[]::new);
  }

  private static TextPredicate test(Path path) {
    return switch (path.form()) {
      case EQUAL -> TextPredicates.anyEqual(path.texts());
      case BEGIN -> TextPredicates.anyStart(path.texts());
      case END -> TextPredicates.anyEnd(path.texts());
      case CONTAIN -> TextPredicates.anyPart(path.texts());
    };
  }

  /** Judges one part of a path; true if it cannot be judged. */
  record PathMatcher(int param, RawCondition.Part part, TextPredicate test, boolean wanted, ByteView view)
      implements RawConditionMatcher {
    @Override
    public boolean test(Event event) {
      Bytes path = event.bytes(param);
      return !event.has(param) || !PlainPath.isPlain(path) || test.test(part(path)) == wanted;
    }

    // A plain path has a slash at its beginning and none at its end.
    private Bytes part(Bytes path) {
      int slash = path.lastIndexOf('/');
      return switch (part) {
        case WHOLE -> path;
        case DIRECTORY -> path.slice(0, Math.max(1, slash), view);
        case BASENAME -> path.slice(slash + 1, path.length(), view);
      };
    }
  }

  /** Whether all are true. */
  record All(RawConditionMatcher[] parts) implements RawConditionMatcher {
    @Override
    public boolean test(Event event) {
      for (RawConditionMatcher part : parts) {
        if (!part.test(event)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether one is true. */
  record Any(RawConditionMatcher[] parts) implements RawConditionMatcher {
    @Override
    public boolean test(Event event) {
      for (RawConditionMatcher part : parts) {
        if (part.test(event)) {
          return true;
        }
      }
      return false;
    }
  }
}
