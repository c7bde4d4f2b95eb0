package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.relay.SmallMachine;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.testkit.FakeEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A call that the state says it does not need changes nothing in it. Many calls of each type are made on the same small machine, and
 * the state without the call is compared with the state after it. Each type has calls that change it, so an answer that is too narrow is
 * noticed.
 */
class NeedsProofTest {
  private static final int CALLS = 400;
  private static final byte[] INET = {2, 127, 0, 0, 1, 1, 1, 1, 2, 3, 4, 0, 53};
  private static final byte[] UNIX = {1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, '/', 'r', 0};
  private static final byte[] ADDRESS = {2, 10, 0, 0, 1, 80, 0};

  private final Random random = new Random(1);
  private final EventSchema schema = EventSchema.current();
  private final StateEngine state = new StateEngine(schema, new EventCursor(schema), Text.EMPTY);

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private @Nullable Object[] values(EventType type) {
    @Nullable Object[] values = new Object[type.params().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 0 ? pick(List.of(-115L, -13L, 0L, 0L, 9L)) : value(type.params().get(i));
    }
    return values;
  }

  private Object value(ParamDefinition param) {
    return switch (param.name()) {
      case "cmd" -> pick(List.of(1L, 2L, 3L, 26L));
      case "option" -> pick(List.of(1L, 36L, 37L));
      case "resource" -> pick(List.of(0L, 7L));
      case "domain" -> pick(List.of(1L, 2L));
      case "dirfd", "mountfd" -> pick(List.of(-100L, 6L));
      case "pid" -> pick(List.of(0L, SmallMachine.SHELL));
      case "pid_fd" -> SmallMachine.PIDFD;
      case "fd1" -> 9L;
      case "fd2", "newfd" -> 10L;
      case "first" -> 3L;
      case "last" -> 5L;
      default -> value(param.type());
    };
  }

  private Object value(ValueType type) {
    return switch (type) {
      case FD -> pick(List.of(3L, 4L, 5L, 6L));
      case SOCKTUPLE -> pick(List.of(INET, UNIX));
      case SOCKADDR -> ADDRESS;
      default -> switch (type.form()) {
        case TEXT -> pick(List.of("/new", "sub"));
        case SIGNED, UNSIGNED, BOOL -> pick(List.of(0L, 1L, 4L, (long) random.nextInt(1 << 30)));
        default -> new byte[] {1, 0};
      };
    };
  }

  /** Whether some of the calls change the state. */
  private boolean changes(EventType type, RawCondition needed) {
    PushdownMatcher matcher = new PushdownMatcher(code -> needed);
    boolean changes = false;
    String before = new SmallMachine().seen();
    for (int i = 0; i < CALLS; i++) {
      @Nullable Object[] values = values(type);
      if (!new SmallMachine().after(type, values).seen().equals(before)) {
        changes = true;
        assertTrue(matcher.passes(FakeEvent.of(type, values)), () -> type + " changes the state: " + List.of(values));
      }
    }
    return changes;
  }

  @Test
  void aCallThatIsNotNeededChangesNothingAndEachTypeHasCallsThatAreNeeded() {
    TreeSet<String> idle = new TreeSet<>();
    int types = 0;
    for (int code = 0; code < schema.size(); code++) {
      RawCondition needed = state.needs(code, KeptFiles.ALL);
      if (!(needed instanceof Always)) {
        types++;
        if (!changes(schema.type(code), needed)) {
          idle.add(schema.type(code).id());
        }
      }
    }
    System.out.println(types + " types of calls have conditions of the state");
    assertEquals(new TreeSet<>(), idle, "no call of these changes the state here");
  }
}
