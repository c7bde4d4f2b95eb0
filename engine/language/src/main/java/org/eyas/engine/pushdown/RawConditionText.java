package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.pushdown.Network;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.Ranges.Range;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Addresses;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.Ports;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.text.RawByteText;

/** Prints a raw condition with the names of parameters, flags and paths, for people. */
public final class RawConditionText {
  private static final int SHOWN = 8;

  private final EventType type;

  private RawConditionText(EventType type) {
    this.type = type;
  }

  /** @param type of the events that the condition judges */
  public static String of(RawCondition condition, EventType type) {
    return new RawConditionText(type).text(condition, false);
  }

  private String text(RawCondition condition, boolean inner) {
    return switch (condition) {
      case RawCondition.Always always -> String.valueOf(always.answer());
      case RawCondition.AllOf all -> joined(all.parts(), " and ", inner);
      case RawCondition.AnyOf any -> joined(any.parts(), " or ", inner);
      case Numbers numbers -> numbers(name(numbers.param()), numbers.ranges());
      case Bits bits -> bits(bits);
      case Path path -> path(path);
      case RawCondition.ProcessClass(int number, String is) -> is;
      case RawCondition.KnownDescriptor known -> "descriptor " + name(known.param()) + " is in the table";
      case RawCondition.OpenedDirectory opened -> "a directory was opened";
      case Kinds kinds -> name(kinds.param()) + " is " + kinds(kinds.kinds());
      case Addresses ends -> (ends.wanted() ? "an address of " : "no address of ") + name(ends.param()) + " in "
          + list(ends.networks().stream().map(org.eyas.engine.check.AddressParser::text).toList());
      case Ports ends -> (ends.wanted() ? "a port of " : "no port of ") + name(ends.param()) + " in "
          + list(ends.ranges().ranges().stream().map(RawConditionText::span).toList());
    };
  }

  private static String kinds(Set<SocketKind> kinds) {
    return kinds.isEmpty() ? "neither IPv4, IPv6 nor unix"
        : Stream.of(SocketKind.values()).filter(kinds::contains).map(RawConditionText::kind).collect(Collectors.joining(" or "));
  }

  private static String kind(SocketKind kind) {
    return switch (kind) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
      case UNIX -> "unix";
    };
  }

  private String joined(List<RawCondition> parts, String word, boolean inner) {
    String text = parts.stream().map(part -> text(part, true)).collect(Collectors.joining(word));
    return inner ? "(" + text + ")" : text;
  }

  private String name(int param) {
    return type.params().get(param).name();
  }

  private static String numbers(String name, Ranges ranges) {
    List<Range> others = ranges.complement().ranges();
    boolean unequal = others.size() == 1 && others.getFirst().least() == others.getFirst().most();
    if (unequal) {
      return name + " != " + others.getFirst().least();
    }
    if (ranges.ranges().size() == 1) {
      return one(name, ranges.ranges().getFirst());
    }
    return name + " in " + list(ranges.ranges().stream().map(RawConditionText::span).toList());
  }

  private static String one(String name, Range range) {
    if (range.least() == range.most()) {
      return name + " = " + range.least();
    }
    if (range.least() == Long.MIN_VALUE) {
      return name + (range.most() == -1 ? " < 0" : " <= " + range.most());
    }
    return range.most() == Long.MAX_VALUE ? name + " >= " + range.least() : name + " in (" + span(range) + ")";
  }

  private static String span(Range range) {
    if (range.least() == range.most()) {
      return String.valueOf(range.least());
    }
    String least = range.least() == Long.MIN_VALUE ? "" : String.valueOf(range.least());
    return least + ".." + (range.most() == Long.MAX_VALUE ? "" : range.most());
  }

  private String bits(Bits bits) {
    boolean any = bits.bits() == 0;
    boolean has = any != bits.wanted();
    String flags = String.join(any ? " or " : " and ", flags(type.params().get(bits.param()), bits.mask()));
    return (has ? "" : "not ") + name(bits.param()) + " has " + flags;
  }

  /** The names of the bits; a single bit without a name is shown in hexadecimal. */
  private static List<String> flags(ParamDefinition param, long mask) {
    FlagTable table = FlagTable.named(param.values());
    List<String> names = new ArrayList<>();
    long rest = mask;
    for (int i = 0; i < table.size(); i++) {
      if (table.value(i) == mask) {
        return List.of(table.name(i).toString());
      }
      if (Long.bitCount(table.value(i)) == 1 && (rest & table.value(i)) != 0) {
        names.add(table.name(i).toString());
        rest &= ~table.value(i);
      }
    }
    if (rest != 0) {
      names.add("0x" + Long.toHexString(rest));
    }
    return names;
  }

  private String path(Path path) {
    String part = path.part() == Part.WHOLE ? "" : path.part() == Part.DIRECTORY ? "the directory of " : "the last part of ";
    boolean one = path.texts().size() == 1;
    String form = switch (path.form()) {
      case EQUAL -> one ? "=" : "in";
      case BEGIN -> "startswith";
      case END -> "endswith";
      case CONTAIN -> "contains";
    };
    String texts = one ? quoted(path.texts().getFirst()) : list(path.texts().stream().map(RawConditionText::quoted).toList());
    return (path.wanted() ? "" : "not ") + part + name(path.param()) + " " + form + " " + texts;
  }

  private static String quoted(Text text) {
    return "\"" + RawByteText.escaped(text) + "\"";
  }

  private static String list(List<String> texts) {
    int more = texts.size() - SHOWN;
    return texts.stream().limit(SHOWN).collect(Collectors.joining(", ", "(", more > 0 ? ", ... " + more + " more)" : ")"));
  }
}
