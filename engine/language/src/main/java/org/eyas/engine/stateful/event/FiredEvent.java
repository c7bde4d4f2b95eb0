package org.eyas.engine.stateful.event;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * The event with which a stateful rule fires, together with the state of the rule: the readers of {@code %STEP.field}
 * and {@code %threshold.value} read that state here. The thread of one loop reuses one object for all its alerts.
 */
public final class FiredEvent implements Event {
  private @Nullable Event last;
  private @Nullable FieldReader[][] steps = {};
  private EventReferences events = EventReferences.NONE;
  private long reached;
  private List<Text> values = List.of();

  public FiredEvent() {}

  public FiredEvent wrap(Event event) {
    last = event;
    return this;
  }

  public FiredEvent wrapSteps(Event event, @Nullable FieldReader[][] kept, EventReferences ofSteps) {
    last = event;
    steps = kept;
    events = ofSteps;
    return this;
  }

  /** The kept fields of all steps, followed by those of the event itself. */
  @Nullable
  public FieldReader[][] kept() {
    return steps;
  }

  /** The events of all steps, or the events that count for a threshold. */
  public EventReferences events() {
    return events;
  }

  /** Whether the event is over, so that only its kept fields can be read. */
  public boolean isOver() {
    return last instanceof PastEvent;
  }

  public FiredEvent wrapThreshold(Event event, long number, List<Text> distinct, EventReferences counted) {
    last = event;
    events = counted;
    reached = number;
    values = distinct;
    return this;
  }

  /** The event itself. */
  public Event last() {
    Event event = last;
    if (event == null) {
      throw new IllegalStateException("no rule has fired");
    }
    return event;
  }

  /** A value of a step, as a reader that returns it for any event; null if the step had none. */
  @Nullable
  FieldReader kept(int step, int place) {
    @Nullable FieldReader[] values = steps[step];
    return place < values.length ? values[place] : null; // an event of another source than the source of the rule has none
  }

  long reached() {
    return reached;
  }

  List<Text> values() {
    return values;
  }

  @Override
  public EventType type() {
    return last().type();
  }

  @Override
  public long sequence() {
    return last().sequence();
  }

  @Override
  public long timestampNanos() {
    return last().timestampNanos();
  }

  @Override
  public long firstTimestampNanos() {
    return last().firstTimestampNanos();
  }

  @Override
  public long previousTimestampNanos() {
    return last().previousTimestampNanos();
  }

  @Override
  public Text source() {
    return last().source();
  }

  @Override
  public long threadId() {
    return last().threadId();
  }

  @Override
  public int cpu() {
    return last().cpu();
  }

  @Override
  public int paramCount() {
    return last().paramCount();
  }

  @Override
  public boolean has(int param) {
    return last().has(param);
  }

  @Override
  public long number(int param) {
    return last().number(param);
  }

  @Override
  public Bytes bytes(int param) {
    return last().bytes(param);
  }

  @Override
  public ProcessInfo process() {
    return last().process();
  }

  @Override
  public FdInfo fd() {
    return last().fd();
  }

  @Override
  public CallDetails details() {
    return last().details();
  }

  @Override
  public Bytes hostname() {
    return last().hostname();
  }

  @Override
  public Accounts accounts() {
    return last().accounts();
  }

  @Override
  public boolean isLocalAddress(Bytes address) {
    return last().isLocalAddress(address);
  }
}
