package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.pushdown.Network;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.RawByteText;

/** Builds a typed comparison: reads the constants according to the type of the left-hand side. */
final class ComparisonBuilder {
  /** The largest number of components of a path, which kernels have too. */
  private static final int DEEPEST_PATH = 2048;

  private ComparisonBuilder() {}

  static TypedCondition check(
      TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts, FalcoVersion version)
      throws ValueException {
    if (version.keepsBytes() && !takesNul(left)) {
      requireNoNul(texts);
    }
    if (left instanceof TypedValue.Field field) {
      if (field.hasName("evt.type")) {
        List<String> names = KrsiEventNames.replacedIn(texts);
        requireEventTypes(names);
        if (!names.equals(texts)) {
          return oneOf(left, operator, modifier, names);
        }
      }
      if (field.hasName("evt.around")) {
        return around(left, operator, modifier, texts);
      }
    }
    // For a single value, "in" and "intersects", and "= anyof", mean the same.
    boolean membership =
        operator == ComparisonOperator.INTERSECTS || operator == ComparisonOperator.EQUAL && modifier == Modifier.ANYOF;
    if (left.shape() != Shape.LIST && membership) {
      return typed(left, ComparisonOperator.IN, Modifier.NONE, texts);
    }
    return operator == ComparisonOperator.REGEX && left.type().form() == Form.TEXT
        ? regex(left, modifier, texts)
        : typed(left, operator, modifier, texts);
  }

  /** Whether a value of the event can contain a NUL: buffers, but not parameters as they are (libs: sinsp_filtercheck_event.cpp). */
  private static boolean takesNul(TypedValue left) {
    return left.type().form() == Form.BUFFER && !(left instanceof TypedValue.Field field && field.hasName("evt.rawarg"));
  }

  private static void requireNoNul(List<String> texts) throws ValueException {
    for (String text : texts) {
      if (text.indexOf('\0') >= 0) {
        throw new ValueException("filter error: filter value cannot contain a NUL byte (\\x00)");
      }
    }
  }

  /** A comparison with a name that stands for several types of events. */
  private static TypedCondition oneOf(TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> names)
      throws ValueException {
    boolean any = modifier == Modifier.NONE || modifier == Modifier.ANYOF && operator == ComparisonOperator.EQUAL;
    if (any && (operator == ComparisonOperator.EQUAL || operator.isMembership())) {
      return typed(left, ComparisonOperator.IN, Modifier.NONE, names);
    }
    if (any && operator == ComparisonOperator.NOT_EQUAL) {
      return new TypedCondition.Not(typed(left, ComparisonOperator.IN, Modifier.NONE, names));
    }
    throw new ValueException("filter error: events of the plugin krsi can be compared by '=', '!=' and 'in' only");
  }

  private static TypedCondition typed(TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    boolean set = operator.isMembership();
    return switch (left.type().form()) {
      case TEXT, BUFFER -> text(left, operator, modifier, set ? sorted(texts(operator, texts)) : texts(operator, texts));
      case ADDRESS -> address(left, operator, modifier, texts, set);
      case NETWORK -> network(left, operator, modifier, texts);
      case SIGNED, UNSIGNED, BOOL, DOUBLE -> number(left, operator, modifier, texts, set);
      case OTHER -> throw new IllegalStateException(left.type() + " cannot be compared");
    };
  }

  private static TypedCondition text(TypedValue left, ComparisonOperator operator, Modifier modifier, List<Text> constants)
      throws ValueException {
    if (operator == ComparisonOperator.PMATCH) {
      requirePaths(constants);
    }
    boolean one = operator == ComparisonOperator.IN && constants.size() == 1 && left.shape() != Shape.LIST;
    return new TypedCondition.TextCheck(left, one ? ComparisonOperator.EQUAL : operator, modifier, constants);
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

  private static List<Text> texts(ComparisonOperator operator, List<String> texts) throws ValueException {
    List<Text> constants = new ArrayList<>(texts.size());
    for (String text : texts) {
      boolean hex = operator == ComparisonOperator.BCONTAINS || operator == ComparisonOperator.BSTARTSWITH;
      constants.add(hex ? bytes(text) : RawByteText.bytes(text));
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

  private static TypedCondition regex(TypedValue left, Modifier modifier, List<String> patterns)
      throws ValueException {
    for (String pattern : patterns) {
      RegexCompiler.require(pattern);
    }
    return new TypedCondition.RegexCheck(left, modifier, patterns);
  }

  private static TypedCondition number(
      TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts, boolean set) throws ValueException {
    List<Long> numbers = new ArrayList<>(texts.size());
    for (String text : texts) {
      numbers.add(NumberParser.parse(text, left.type()));
    }
    return new TypedCondition.NumberCheck(left, operator, modifier, set ? List.copyOf(new TreeSet<>(numbers)) : numbers);
  }

  private static TypedCondition address(
      TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts, boolean set) throws ValueException {
    List<Text> addresses = new ArrayList<>(texts.size());
    for (String text : texts) {
      addresses.add(AddressParser.address(text));
    }
    return new TypedCondition.AddressCheck(left, operator, modifier, set ? sorted(addresses) : addresses);
  }

  private static TypedCondition network(TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    List<Network> networks = new ArrayList<>(texts.size());
    for (String text : texts) {
      networks.add(AddressParser.network(text));
    }
    return new TypedCondition.NetworkCheck(left, operator, modifier, networks);
  }

  private static void requireEventTypes(List<String> texts) throws ValueException {
    for (String text : texts) {
      if (EventSchema.current().named(text).isEmpty() && SyscallCodes.code(text) == null) {
        throw new UnknownEventTypeException(text);
      }
    }
  }

  /** {@code evt.around[T]=D}: the field is the distance from T; the distance and D are in milliseconds. */
  private static TypedCondition around(TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> texts)
      throws ValueException {
    if (operator != ComparisonOperator.EQUAL || modifier != Modifier.NONE) {
      throw new ValueException("evt.around supports only '=' comparison operator");
    }
    long millis = NumberParser.unsigned(texts.getFirst(), Long.BYTES);
    return new TypedCondition.NumberCheck(left, ComparisonOperator.LESS_OR_EQUAL, Modifier.NONE, List.of(millis));
  }
}
