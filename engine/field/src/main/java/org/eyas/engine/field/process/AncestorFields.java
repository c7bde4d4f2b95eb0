package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldArgument;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.process.ProcessFieldRows.TextOf;
import org.jspecify.annotations.Nullable;

/**
 * {@code proc.aname} and similar fields: one ancestor by number (0 is the process itself), or all ancestors from the parent
 * up.
 */
final class AncestorFields {
  private AncestorFields() {}

  static List<FieldRow> all() {
    return List.of(
        text("proc.aexe", "The first argument of an ancestor, or of any.", p -> p.program().exe()).ofAncestors(),
        text("proc.aexepath", "The executable's path of an ancestor, or of any.", p -> p.program().exepath()).ofAncestors(),
        text("proc.aname", "The name of an ancestor, or of any.", p -> p.program().comm()).ofAncestors(),
        text("proc.acmdline", "Name and arguments of an ancestor, or of any.", p -> p.program().cmdline()).ofAncestors(),
        FieldRow.textPerUse("proc.aargs", "The arguments of an ancestor, or of all put together.",
            AncestorFields::arguments)
            .withArgument(Argument.OPTIONAL_INDEX).ofAncestors(),
        FieldRow.of("proc.apid", INT64, Format.ID, "The process id of an ancestor, or of any.", AncestorFields::pids)
            .withArgument(Argument.OPTIONAL_INDEX).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER)
            .resolving((field, argument) -> argument == null ? FieldRow.shaped(field, Shape.ANY) : field).ofAncestors());
  }

  private static FieldRow text(String name, String description, TextOf property) {
    return FieldRow.textPerUse(name, description, argument -> texts(argument, property))
        .withArgument(Argument.OPTIONAL_INDEX).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER)
        .resolving((field, argument) -> argument == null ? FieldRow.shaped(field, Shape.ANY) : field);
  }

  private static FieldReader texts(@Nullable String argument, TextOf property) {
    if (argument == null) {
      return new AncestorReaders.EveryText(property);
    }
    return new AncestorReaders.NthText(FieldArgument.index(argument, 0), property);
  }

  private static FieldReader arguments(@Nullable String argument) {
    if (argument != null) {
      return new AncestorReaders.NthText(FieldArgument.index(argument, 0), p -> p.program().args());
    }
    return new BuiltTextReader(AncestorFields::appendArguments);
  }

  private static boolean appendArguments(Event event, ByteBuilder out) {
    if (!event.process().leader().known()) {
      return false;
    }
    AncestorWalk walk = AncestorWalk.of(event.process().leader());
    while (walk.next()) {
      if (out.length() > 0) {
        out.append(' ');
      }
      out.append(walk.current().program().args());
    }
    return out.length() > 0;
  }

  private static FieldReader pids(@Nullable String argument) {
    if (argument == null) {
      return new AncestorReaders.EveryPid();
    }
    int generations = FieldArgument.index(argument, 0);
    return (FieldReader.OfNumber) (event, out) -> {
      ProcessInfo ancestor = AncestorWalk.nth(event.process(), generations);
      return ancestor.known() ? out.set(ancestor.pid()) : Presence.ABSENT;
    };
  }
}
