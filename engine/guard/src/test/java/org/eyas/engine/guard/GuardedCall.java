package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.FaultyAction;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.metric.Metric;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.RenderedAlerts;
import org.jspecify.annotations.Nullable;

/** A guarded service in each role that performs an action: one call, as the engine makes it. */
interface GuardedCall {
  void call() throws Exception;

  /** A service in a role. For each call, the capture is opened again, like a source that ended. */
  static GuardedCall of(ServiceRole role, FaultyAction action, FaultRegistry book) {
    ServiceGuard guard = book.guard(role == ServiceRole.CAPTURE ? ServiceRole.SOURCE : role,
        new ServiceOrigin("org.acme", role.contract() + " Acme"));
    return switch (role) {
      case ENRICHER -> enricher(new GuardedEnricher((_, _) -> action.perform(), guard));
      case FIELDS -> field(new GuardedFields(new Fields(action), guard));
      case RULES -> new GuardedRules(() -> rules(action.perform()), guard)::documents;
      case METRICS -> new GuardedMetrics(() -> metrics(action.perform()), guard)::metrics;
      case OUTPUT -> output(new GuardedOutput((_, _) -> action.perform(), guard));
      case SOURCE -> source(new GuardedSource(new Source(action, true), guard));
      case CAPTURE -> source(new GuardedSource(new Source(action, false), guard));
    };
  }

  private static GuardedCall enricher(GuardedEnricher enricher) {
    return () -> enricher.onProcess(FakeProcess.unknown(1), new Nowhere());
  }

  private static GuardedCall field(GuardedFields fields) {
    var reader = (FieldReader.OfNumber) fields.reader(Fields.NUMBER, null);
    Event event = FakeEvent.of(EventSchema.current().type("SYSCALL_OPENAT_2_X"));
    return () -> reader.read(event, new NumberCell());
  }

  private static List<RuleDocument> rules(long calls) {
    return calls == 0 ? List.of(new RuleDocument("", "")) : List.of();
  }

  private static List<Metric> metrics(long calls) {
    return List.of(Metric.gauge("acme_calls", "Calls.", Map.of(), calls));
  }

  private static GuardedCall output(OutputChannel output) {
    return () -> output.send(RenderedAlerts.rendered(Priority.ERROR, "alert"), true);
  }

  private static GuardedCall source(EventSource source) {
    return () -> {
      try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of()))) {
        capture.poll((_, _, _, _) -> {}, 1);
      }
    };
  }

  final class Nowhere implements Attachments {
    @Override
    public <T> void put(AttachmentKey<T> key, T value) {}
  }

  record Fields(FaultyAction action) implements FieldProvider {
    static final FieldDefinition NUMBER =
        new FieldDefinition("acme.number", ValueType.INT64, Shape.ONE, Argument.NONE, Format.DEC, Set.of(), "d");

    @Override
    public List<FieldClass> classes() {
      return List.of(new FieldClass("acme", "a", "d", List.of(NUMBER)));
    }

    @Override
    public FieldReader reader(FieldDefinition field, @Nullable String argument) {
      return (FieldReader.OfNumber) (_, out) -> out.set(action.perform());
    }
  }

  /** @param opening whether it performs the action when it is opened, or when it is read */
  record Source(FaultyAction action, boolean opening) implements EventSource {
    @Override
    public SourceInfo info() {
      return new SourceInfo("acme", "acme", true, "");
    }

    @Override
    public Capture open(CaptureRequest wanted) {
      if (opening) {
        action.perform();
      }
      return new QuietCapture() {
        @Override
        public int poll(EventSink sink, int limit) {
          return opening ? 0 : (int) action.perform();
        }
      };
    }
  }
}
