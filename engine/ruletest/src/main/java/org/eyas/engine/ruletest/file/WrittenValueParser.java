package org.eyas.engine.ruletest.file;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.failure.Reason;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the value of a field according to the type of the field. A value that does not fit the type is a fault. */
public final class WrittenValueParser {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,20}");
  private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int LARGEST_SIZE = 8;

  /** Thrown if a value does not fit the type of the field. The message says which values fit. */
  static final class MisfitException extends Exception {
    private static final long serialVersionUID = 1;

    MisfitException(String message) {
      super(message);
    }
  }

  private final FieldDefinition field;
  private final String name;

  /** @param name the name of the field as it is written in the test */
  WrittenValueParser(FieldDefinition field, String name) {
    this.field = field;
    this.name = name;
  }

  WrittenValue parse(Node node) throws MisfitException {
    List<String> texts = texts(node);
    if (isNumber(field.type())) {
      List<Long> numbers = new ArrayList<>();
      for (String text : texts) {
        numbers.add(number(text));
      }
      return new WrittenValue.Numbers(List.copyOf(numbers));
    }
    List<Text> values = new ArrayList<>();
    for (String text : texts) {
      values.add(value(text));
    }
    return new WrittenValue.Texts(List.copyOf(values));
  }

  /** Whether values of this type are longs. */
  public static boolean isNumber(ValueType type) {
    return type.isNumber() || type.form() == Form.DOUBLE;
  }

  private List<String> texts(Node node) throws MisfitException {
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    if (!(node instanceof SequenceNode sequence) || field.shape() == Shape.ONE) {
      throw new MisfitException("field '" + name + "' takes one value");
    }
    List<String> texts = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      if (!(element instanceof ScalarNode scalar) || YamlMap.isNull(element)) {
        throw new MisfitException("field '" + name + "' takes a list of values");
      }
      texts.add(scalar.getValue());
    }
    return texts;
  }

  private Text value(String text) throws MisfitException {
    return switch (field.type().form()) {
      case ADDRESS, NETWORK -> address(text);
      case SIGNED, UNSIGNED, BOOL, DOUBLE, TEXT, BUFFER, OTHER -> Text.of(text);
    };
  }

  private Text address(String text) throws MisfitException {
    if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
      try {
        return Text.copyOf(InetAddress.ofLiteral(text).getAddress());
      } catch (IllegalArgumentException e) {
        throw misfit("an IPv4 or IPv6 address", text);
      }
    }
    throw misfit("an IPv4 or IPv6 address", text);
  }

  private long number(String text) throws MisfitException {
    return switch (field.type().form()) {
      case BOOL -> truth(text);
      case DOUBLE -> Double.doubleToRawLongBits(decimal(text));
      case SIGNED, UNSIGNED, TEXT, BUFFER, ADDRESS, NETWORK, OTHER -> whole(text);
    };
  }

  private long truth(String text) throws MisfitException {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw misfit("true or false", text);
    };
  }

  private double decimal(String text) throws MisfitException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw misfit("a number", text);
    }
  }

  private long whole(String text) throws MisfitException {
    boolean hex = HEX.matcher(text).matches();
    if (!hex && !DECIMAL.matcher(text).matches()) {
      throw misfit("a whole number", text);
    }
    BigInteger number = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    int bits = 8 * (field.type().size() == 0 ? LARGEST_SIZE : field.type().size());
    boolean signed = field.type().form() == Form.SIGNED;
    BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    BigInteger least = signed ? most.negate().subtract(BigInteger.ONE) : BigInteger.ZERO;
    if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
      throw misfit("numbers from " + least + " to " + most, text);
    }
    return number.longValue();
  }

  private MisfitException misfit(String wanted, String text) {
    return new MisfitException("field '" + name + "' takes " + wanted + ", not '" + Reason.shortened(text) + "'");
  }
}
