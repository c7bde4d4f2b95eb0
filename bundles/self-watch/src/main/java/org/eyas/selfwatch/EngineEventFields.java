package org.eyas.selfwatch;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The fields eyas.*, about events that concern the engine itself. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class EngineEventFields implements FieldProvider {
  private static final String TARGET = "eyas.is_target";

  private final List<FieldClass> classes =
      List.of(
          new FieldClass(
              "eyas",
              "",
              "Events that concern the engine itself.",
              List.of(
                  new FieldDefinition(
                      TARGET,
                      ValueType.BOOL,
                      Shape.ONE,
                      Argument.NONE,
                      Format.NA,
                      Set.of(),
                      "'true' if the call acts on the process of the engine: a signal to it, ptrace, reading or writing its "
                          + "memory, its limits, or a descriptor for it (pidfd_open). Always 'false' in a capture that was "
                          + "recorded before the engine started."))));

  private final EngineProcess engine;

  @Activate
  public EngineEventFields() {
    this(EngineProcess.current(System.getenv()));
  }

  EngineEventFields(EngineProcess engine) {
    this.engine = engine;
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    if (!field.name().equals(TARGET)) {
      throw new IllegalArgumentException("'" + field.name() + "' is not a field of the engine");
    }
    return new TargetReader(engine);
  }

  /** Caches the place of the target in the parameters of the event type that was read last. */
  private static final class TargetReader implements FieldReader.OfNumber {
    private static final Set<String> CALLS =
        Set.of("kill", "tkill", "tgkill", "ptrace", "process_vm_readv", "process_vm_writev", "prlimit", "pidfd_open");

    private final EngineProcess engine;
    private @Nullable EventType type;
    private int target;

    TargetReader(EngineProcess engine) {
      this.engine = engine;
    }

    @Override
    public Presence read(Event event, NumberCell out) {
      int param = target(event.type());
      return out.set(param >= 0 && event.has(param) && engine.isMeant(event.number(param), event) ? 1 : 0);
    }

    private int target(EventType wanted) {
      if (type != wanted) {
        type = wanted;
        int pid = wanted.indexOf("pid");
        target = !CALLS.contains(wanted.name()) ? -1 : pid >= 0 ? pid : wanted.indexOf("tid");
      }
      return target;
    }
  }
}
