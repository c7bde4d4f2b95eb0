package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.UINT64;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldArgument;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.text.ZeroSeparatedStrings;
import org.eyas.engine.text.RawByteText;
import org.jspecify.annotations.Nullable;

/** Arguments and environment of a process. */
final class ProcessArgumentFields {
  private static final int MAX_ANCESTORS = 20;

  private ProcessArgumentFields() {}

  static List<FieldRow> all() {
    return List.of(
        FieldRow.textPerUse("proc.args", "The arguments after the first, joined by blanks, or one of them by number.",
            ProcessArgumentFields::arguments).withArgument(Argument.OPTIONAL_INDEX).ofProcess(),
        ProcessFieldRows.number("proc.cmdnargs", UINT64, "How many arguments follow the first.", p -> p.program().argCount())
            .ofProcess(),
        ProcessFieldRows.number("proc.cmdlenargs", UINT64, "The total length of these arguments, without the spaces.",
            process -> ZeroSeparatedStrings.contentLength(process.program().rawArgs())).ofProcess(),
        BuiltTextReader.field("proc.exeline", "The first argument and all others.", (e, out) -> {
          out.append(e.process().program().exe()).append(' ').append(e.process().program().args());
          return e.process().known();
        }).ofProcess(),
        FieldRow.textPerUse("proc.env", "The environment, or one variable by name.", ProcessArgumentFields::environment)
            .withArgument(Argument.OPTIONAL_KEY).ofAncestors(),
        FieldRow.textPerUse("proc.aenv",
            "The environment of an ancestor by number, or a variable of the nearest ancestor that has it.",
            ProcessArgumentFields::ancestorEnvironment)
            .withArgument(Argument.OPTIONAL_INDEX_OR_KEY).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER).ofAncestors());
  }

  private static FieldReader arguments(@Nullable String argument) {
    if (argument == null) {
      return (FieldReader.OfBytes) event -> event.process().known() ? event.process().program().args() : Text.ABSENT;
    }
    int index = FieldArgument.index(argument, 0);
    ByteView view = new ByteView();
    return (FieldReader.OfBytes) event -> event.process().known()
        ? ZeroSeparatedStrings.nth(event.process().program().rawArgs(), index, view)
        : Text.ABSENT;
  }

  private static FieldReader environment(@Nullable String argument) {
    if (argument == null || FieldArgument.isIndex(argument)) {
      return wholeEnvironment(0);
    }
    Variable variable = new Variable(argument);
    return (FieldReader.OfBytes) event -> event.process().known() ? variable.of(environmentOf(event.process())) : Text.ABSENT;
  }

  private static FieldReader ancestorEnvironment(@Nullable String argument) {
    if (argument == null || FieldArgument.isIndex(argument)) {
      return wholeEnvironment(FieldArgument.index(argument, 0));
    }
    Variable variable = new Variable(argument);
    return (FieldReader.OfBytes) event -> event.process().known() ? inherited(event, variable) : Text.ABSENT;
  }

  private static FieldReader wholeEnvironment(int generations) {
    return new BuiltTextReader((event, out) -> {
      ProcessInfo process = generations == 0 ? event.process() : AncestorWalk.nth(event.process(), generations);
      ZeroSeparatedStrings.join(environmentOf(process), out);
      return process.known();
    });
  }

  /** The value in the nearest ancestor that has one. As in Falco, the search ends after twenty ancestors. */
  private static Bytes inherited(Event event, Variable variable) {
    AncestorWalk walk = AncestorWalk.of(event.process().leader());
    for (int i = 0; i < MAX_ANCESTORS && walk.next(); i++) {
      Bytes value = variable.of(walk.current().place().rawEnv());
      if (!value.isEmpty()) {
        return value;
      }
    }
    return Text.EMPTY;
  }

  private static Bytes environmentOf(ProcessInfo process) {
    return process.leader().known() ? process.leader().place().rawEnv() : process.place().rawEnv();
  }

  /** One variable; its value without surrounding spaces, empty if it is not set. */
  private static final class Variable {
    private final ByteView view = new ByteView();
    private final Text key;

    Variable(String name) {
      key = RawByteText.bytes(name + "=");
    }

    Bytes of(Bytes environment) {
      Bytes value = ZeroSeparatedStrings.value(environment, key, view);
      int from = 0;
      int to = value.length();
      while (from < to && value.at(from) == ' ') {
        from++;
      }
      while (to > from && value.at(to - 1) == ' ') {
        to--;
      }
      return from == to ? Text.EMPTY : value.slice(from, to, view);
    }
  }
}
