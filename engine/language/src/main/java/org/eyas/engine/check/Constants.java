package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.pushdown.Network;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.Syscalls;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/** Builds a typed comparison: reads the constants according to the type of the left-hand side. */
final class Constants {
  /** The limit of path components, which kernels have too. */
  private static final int DEEPEST_PATH = 2048;

  private Constants() {}

  static TypedExpr check(TypedValue left, Operator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    if (left instanceof TypedValue.Field field) {
      if (field.is("evt.type")) {
        List<String> names = KrsiEvents.replacedIn(texts);
        requireEventTypes(names);
        if (!names.equals(texts)) {
          return oneOf(left, operator, modifier, names);
        }
      }
      if (field.is("evt.around")) {
        return around(left, operator, modifier, texts);
      }
    }
    // For a single value, "in" and "intersects", and "= anyof", mean the same.
    boolean membership = operator == Operator.INTERSECTS || operator == Operator.EQUAL && modifier == Modifier.ANYOF;
    if (left.shape() != Shape.LIST && membership) {
      return typed(left, Operator.IN, Modifier.NONE, texts);
    }
    return typed(left, operator, modifier, texts);
  }

  /** A comparison with a name that stands for several types of events. */
  private static TypedExpr oneOf(TypedValue left, Operator operator, Modifier modifier, List<String> names)
      throws ValueException {
    boolean any = modifier == Modifier.NONE || modifier == Modifier.ANYOF && operator == Operator.EQUAL;
    if (any && (operator == Operator.EQUAL || operator == Operator.IN || operator == Operator.INTERSECTS)) {
      return typed(left, Operator.IN, Modifier.NONE, names);
    }
    if (any && operator == Operator.NOT_EQUAL) {
      return new TypedExpr.Not(typed(left, Operator.IN, Modifier.NONE, names));
    }
    throw new ValueException("filter error: events of the plugin krsi can be compared by '=', '!=' and 'in' only");
  }

  private static TypedExpr typed(TypedValue left, Operator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    boolean set = operator == Operator.IN || operator == Operator.INTERSECTS;
    return switch (left.type().form()) {
      case TEXT, BUFFER -> operator == Operator.REGEX
          ? regex(left, modifier, texts)
          : text(left, operator, modifier, set ? sorted(texts(operator, texts)) : texts(operator, texts));
      case ADDRESS -> address(left, operator, modifier, texts, set);
      case NETWORK -> network(left, operator, modifier, texts);
      case SIGNED, UNSIGNED, BOOL, DOUBLE -> number(left, operator, modifier, texts, set);
      case OTHER -> throw new IllegalStateException(left.type() + " cannot be compared");
    };
  }

  private static TypedExpr text(TypedValue left, Operator operator, Modifier modifier, List<Text> constants)
      throws ValueException {
    if (operator == Operator.PMATCH) {
      requirePaths(constants);
    }
    boolean one = operator == Operator.IN && constants.size() == 1 && left.shape() != Shape.LIST;
    return new TypedExpr.TextCheck(left, one ? Operator.EQUAL : operator, modifier, constants);
  }

  /** Paths are searched component by component, and the search is recursive. */
  private static void requirePaths(List<Text> paths) throws ValueException {
    for (Text path : paths) {
      int components = 1;
      for (int slash = path.indexOf('/', 0); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        components++;
      }
      if (components > DEEPEST_PATH) {
        throw new ValueException("filter error: path has more than " + DEEPEST_PATH + " components");
      }
    }
  }

  private static List<Text> texts(Operator operator, List<String> texts) throws ValueException {
    List<Text> constants = new ArrayList<>(texts.size());
    for (String text : texts) {
      boolean hex = operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH;
      constants.add(hex ? bytes(text) : Text.of(text));
    }
    return constants;
  }

  private static List<Text> sorted(List<Text> texts) {
    return List.copyOf(new TreeSet<>(texts));
  }

  private static Text bytes(String hex) throws ValueException {
    if (!hex.matches("([0-9a-fA-F]{2})*+")) {
      throw new ValueException("filter error: bcontains and bstartswith operator support hex strings only");
    }
    return Text.copyOf(java.util.HexFormat.of().parseHex(hex));
  }

  private static TypedExpr regex(TypedValue left, Modifier modifier, List<String> patterns) throws ValueException {
    for (String pattern : patterns) {
      Regexes.require(pattern);
    }
    return new TypedExpr.RegexCheck(left, modifier, patterns);
  }

  private static TypedExpr number(
      TypedValue left, Operator operator, Modifier modifier, List<String> texts, boolean set) throws ValueException {
    List<Long> numbers = new ArrayList<>(texts.size());
    for (String text : texts) {
      numbers.add(Numbers.parse(text, left.type()));
    }
    return new TypedExpr.NumberCheck(left, operator, modifier, set ? List.copyOf(new TreeSet<>(numbers)) : numbers);
  }

  private static TypedExpr address(
      TypedValue left, Operator operator, Modifier modifier, List<String> texts, boolean set) throws ValueException {
    List<Text> addresses = new ArrayList<>(texts.size());
    for (String text : texts) {
      addresses.add(Addresses.address(text));
    }
    return new TypedExpr.AddressCheck(left, operator, modifier, set ? sorted(addresses) : addresses);
  }

  private static TypedExpr network(TypedValue left, Operator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    List<Network> networks = new ArrayList<>(texts.size());
    for (String text : texts) {
      networks.add(Addresses.network(text));
    }
    return new TypedExpr.NetworkCheck(left, operator, modifier, networks);
  }

  private static void requireEventTypes(List<String> texts) throws ValueException {
    for (String text : texts) {
      if (EventSchema.current().named(text).isEmpty() && Syscalls.code(text) == null) {
        throw new UnknownEventTypeException(text);
      }
    }
  }

  /** {@code evt.around[T]=D}: the field is the distance from T; the distance and D are in milliseconds. */
  private static TypedExpr around(TypedValue left, Operator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    if (operator != Operator.EQUAL || modifier != Modifier.NONE) {
      throw new ValueException("evt.around supports only '=' comparison operator");
    }
    long millis = Numbers.unsigned(texts.getFirst(), Long.BYTES);
    return new TypedExpr.NumberCheck(left, Operator.LESS_OR_EQUAL, Modifier.NONE, List.of(millis));
  }
}
