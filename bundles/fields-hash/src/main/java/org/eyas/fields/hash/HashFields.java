package org.eyas.fields.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.common.ScriptFinder;
import org.eyas.linux.proc.HostProc;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The sha256 fields. A hash is pending until another thread has read the file, see docs/adr/0127. In a replay all are absent: the
 * files of a capture are on another machine.
 */
@Component(
    configurationPid = "org.eyas.hash",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
@Designate(ocd = HashFields.Config.class)
public final class HashFields implements FieldProvider, MetricSource {
  private static final String PROGRAM = "proc.exe.sha256";
  private static final String SCRIPT = "proc.script.sha256";
  private static final String FILE = "file.sha256";
  private static final String METRIC = "fields_hash_";

  private final List<FieldClass> classes =
      List.of(
          new FieldClass("hash", "", "Hashes of the files that events name, computed when a rule or an output needs one.",
              List.of(
                  field(PROGRAM, "The SHA-256 of the executable of the process, as 64 hexadecimal digits in lower case."),
                  field(SCRIPT, "The SHA-256 of the script that the interpreter runs: the file in its arguments."),
                  field(FILE, "The SHA-256 of the file of the event's descriptor, as it is when it is read after the event."))));
  private final ScriptFinder scripts = new ScriptFinder();
  private final @Nullable FileHasher hasher;
  private final Runnable onUse;

  /** eyas.hash of the configuration. */
  @ObjectClassDefinition(name = "Eyas hashes")
  @interface Config {
    @AttributeDefinition(description = "whether the events are of this machine; the files of a capture are not here")
    boolean live() default false;

    int max_mb() default 256;

    int mb_per_second() default 64;
  }

  /** Called by Declarative Services. */
  @Activate
  public HashFields(Config config, ComponentContext context) {
    this(
        config.live()
            ? new FileHasher(HostProc.of(System.getenv()).folder(), (long) config.max_mb() << 20, config.mb_per_second())
            : null,
        () -> context.enableComponent(HashEnricher.NAME));
  }

  /** The fields for events of a capture. */
  public HashFields() {
    this(null, () -> {});
  }

  /**
   * @param hasher computes the hashes; null if the events are not of this machine
   * @param onUse called when a rule or an output uses a field
   */
  HashFields(@Nullable FileHasher hasher, Runnable onUse) {
    this.hasher = hasher;
    this.onUse = onUse;
  }

  private static FieldDefinition field(String name, String description) {
    return new FieldDefinition(name, ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), description);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    FileHasher used = hasher;
    if (used == null) {
      return (FieldReader.OfBytes) _ -> Text.ABSENT;
    }
    used.start();
    onUse.run();
    return switch (field.name()) {
      case PROGRAM -> reader((event, hashes) -> hashes.program(event, used));
      case SCRIPT -> reader((event, hashes) -> hashes.script(event, used, scripts));
      default -> reader((event, hashes) -> hashes.file(event, used));
    };
  }

  private interface HashSelector {
    /** A hash; null while it is pending. */
    @Nullable
    FileHash select(Event event, ProcessHashes hashes);
  }

  private static FieldReader.OfBytes reader(HashSelector selector) {
    return event -> read(event, selector);
  }

  private static Bytes read(Event event, HashSelector selector) {
    if (!(event.process().attachment(ProcessHashes.KEY) instanceof ProcessHashes hashes)) {
      return Text.ABSENT;
    }
    FileHash found = selector.select(event, hashes);
    return found == null ? Text.PENDING : found.text();
  }

  @Override
  public List<Metric> metrics() {
    FileHasher used = hasher;
    if (used == null) {
      return List.of();
    }
    List<Metric> all = new ArrayList<>();
    all.add(counter("computed_total", "Files whose hash was computed.", used.computed()));
    all.add(counter("cached_total", "Requests that were answered by the hash of an unchanged executable.", used.cached()));
    all.add(counter("read_bytes_total", "Bytes that were read to compute hashes.", used.readBytes()));
    all.add(gauge("known", "Executables whose hash is known.", used.known()));
    all.add(gauge("waiting", "Requests that wait for a thread.", used.waiting()));
    all.add(gauge("hanging", "Threads that wait for a file system that does not answer.", used.hanging()));
    used.failures().forEach((reason, count) -> all.add(
        Metric.counter(METRIC + "missing_total", "Requests without an answer, by reason.", Map.of("reason", reason.label()),
            count.sum())));
    return all;
  }

  private static Metric counter(String name, String help, long value) {
    return Metric.counter(METRIC + name, help, Metric.NO_LABELS, value);
  }

  private static Metric gauge(String name, String help, long value) {
    return Metric.gauge(METRIC + name, help, Metric.NO_LABELS, value);
  }

  @Deactivate
  void close() {
    if (hasher != null) {
      hasher.close();
    }
  }
}
