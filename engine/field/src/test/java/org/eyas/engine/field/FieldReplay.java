package org.eyas.engine.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.engine.decode.EventConverter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.EventNumbering;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.json.write.CompactJson;
import org.eyas.source.scap.ScapSource;
import org.jspecify.annotations.Nullable;

/**
 * Replays a capture and prints fields of its events as JSON, one object per line; compare.py compares this with Falco.
 *
 * <p>Arguments: CAPTURE RULES OUT. The condition of the rule file selects the events, its output the fields.
 */
final class FieldReplay implements EventSink {
  private static final Pattern FIELD = Pattern.compile("%([a-z0-9_.]+(?:\\[[^\\]]*\\])?)");
  private static final Pattern NUMBERS = Pattern.compile("evt\\.num in \\(([0-9, ]+)\\)");

  private final EventConverter converter = new EventConverter(EventSchema.current());
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final EventNumbering numbering = new EventNumbering(EventSchema.current());
  private final StateEngine state = new StateEngine(EventSchema.current(), cursor, Text.of("syscall"));
  private final @Nullable Set<Long> wanted;
  private final Consumer<Event> listener;

  private FieldReplay(@Nullable Set<Long> wanted, Consumer<Event> listener) {
    this.wanted = wanted;
    this.listener = listener;
  }

  /** Passes every event that rules see to the listener, with the state after it. */
  static void forEach(Path capture, Consumer<Event> listener) throws SourceException {
    new FieldReplay(null, listener).replay(capture);
  }

  /** Passes the fields of all selected events to a consumer, by name. */
  static void run(Path capture, Path rules, Consumer<Map<String, @Nullable Object>> out)
      throws IOException, SourceException {
    String text = Files.readString(rules);
    Map<String, FieldPrinter> printers = printers(text);
    new FieldReplay(numbers(text), event -> {
      Map<String, @Nullable Object> values = new TreeMap<>();
      printers.forEach((name, printer) -> values.put(name, printer.json(event)));
      out.accept(values);
    }).replay(capture);
  }

  private void replay(Path capture) throws SourceException {
    Map<String, String> options = Map.of(ScapSource.CAPTURE_FILE, capture.toString());
    try (Capture source = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      source.snapshot(state.reports());
      while (source.poll(this, 1000) != Capture.END) {}
    }
  }

  private static Map<String, FieldPrinter> printers(String rules) {
    Map<String, FieldPrinter> printers = new LinkedHashMap<>();
    FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
    for (String name : fields(rules)) {
      int bracket = name.indexOf('[');
      String base = bracket < 0 ? name : name.substring(0, bracket);
      String argument = bracket < 0 ? null : name.substring(bracket + 1, name.length() - 1);
      catalog.find(base, argument).ifPresent(use -> printers.put(use.text(), new FieldPrinter(use)));
    }
    return printers;
  }

  public static void main(String[] args) throws IOException, SourceException {
    try (Writer writer = Files.newBufferedWriter(Path.of(args[2]))) {
      run(Path.of(args[0]), Path.of(args[1]), values -> write(values, writer));
    }
  }

  private static void write(Map<String, @Nullable Object> values, Writer writer) {
    try {
      writer.write(CompactJson.of(Map.of("output_fields", values)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String rules) {
    String output = rules.substring(rules.indexOf("output: \""), rules.indexOf("priority:"));
    // Falco adds the time to every alert.
    Stream<String> named = FIELD.matcher(output).results().map(match -> match.group(1));
    return Stream.concat(Stream.of("evt.time"), named).toList();
  }

  private static @Nullable Set<Long> numbers(String rules) {
    List<MatchResult> found = NUMBERS.matcher(rules).results().toList();
    return found.isEmpty() ? null
        : List.of(found.getFirst().group(1).split(", *")).stream().map(Long::valueOf).collect(Collectors.toSet());
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    take(cpu, memory, offset, length, false);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    take(cpu, memory, offset, length, true);
  }

  private void take(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly) {
    if (!cursor.wrap(cpu, memory, offset, length) || converter.convert(cursor) != EventConverter.Outcome.CURRENT) {
      return;
    }
    boolean seen = numbering.count(cursor.type(), stateOnly);
    Event event = state.apply();
    if (seen && (wanted == null || wanted.contains(numbering.number()))) {
      listener.accept(event);
    }
    state.finish();
  }
}
