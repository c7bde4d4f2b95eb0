package org.eyas.engine.compile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.jspecify.annotations.Nullable;

/** Evaluates a condition with strings, without any optimization; supports only fields with texts and integers. */
public final class NaiveEvaluator {
  private final FakeFields fields;

  public NaiveEvaluator(FakeFields fields) {
    this.fields = fields;
  }

  public boolean holds(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> always.answer();
      case TypedCondition.And and -> and.children().stream().allMatch(this::holds);
      case TypedCondition.Or or -> or.children().stream().anyMatch(this::holds);
      case TypedCondition.Not not -> !holds(not.child());
      case TypedCondition.Exists exists -> values(exists.left()) != null;
      case TextCheck check -> many(check.left(), check.operator(), value -> text((String) value, check));
      case NumberCheck check -> many(check.left(), check.operator(), value -> number((Long) value, check));
      case ValueCheck check -> pair(check);
      default -> throw new IllegalArgumentException("not covered: " + expr);
    };
  }

  private boolean many(TypedValue left, ComparisonOperator operator, Predicate<Object> test) {
    List<Object> values = values(left);
    if (values == null) {
      return false;
    }
    boolean all =
        left.shape() == Shape.LIST && operator == ComparisonOperator.IN
            || left.shape() == Shape.ENDS && operator == ComparisonOperator.NOT_EQUAL;
    return all ? values.stream().allMatch(test) : values.stream().anyMatch(test);
  }

  private boolean text(String value, TextCheck check) {
    List<String> constants = check.constants().stream().map(NaiveEvaluator::string).toList();
    return switch (check.operator()) {
      case IN, INTERSECTS -> constants.contains(value);
      case PMATCH -> constants.stream().anyMatch(path -> (relative(value) + "/").startsWith(relative(path) + "/"));
      default -> {
        long hits = constants.stream().filter(each -> text(value, check.operator(), each)).count();
        yield modified(check.modifier(), hits, constants.size());
      }
    };
  }

  private static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static boolean modified(Modifier modifier, long hits, int constants) {
    return switch (modifier) {
      case NONE, ANYOF -> hits > 0;
      case ALLOF -> hits == constants && constants > 0;
      case ONEOF -> hits == 1;
    };
  }

  private static boolean text(String value, ComparisonOperator operator, String constant) {
    return switch (operator) {
      case EQUAL -> value.equals(constant);
      case NOT_EQUAL -> !value.equals(constant);
      case CONTAINS -> value.contains(constant);
      case ICONTAINS -> lower(value).contains(lower(constant));
      case STARTSWITH -> value.startsWith(constant);
      case ENDSWITH -> value.endsWith(constant);
      case GLOB -> glob(constant).matcher(value).matches();
      case LESS -> value.compareTo(constant) < 0;
      case LESS_OR_EQUAL -> value.compareTo(constant) <= 0;
      case GREATER -> value.compareTo(constant) > 0;
      case GREATER_OR_EQUAL -> value.compareTo(constant) >= 0;
      default -> throw new IllegalArgumentException("not covered: " + operator);
    };
  }

  private static String lower(String bytes) {
    return bytes.chars().mapToObj(c -> String.valueOf((char) (c >= 'A' && c <= 'Z' ? c + 32 : c))).collect(Collectors.joining());
  }

  private static Pattern glob(String constant) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < constant.length(); i++) {
      char c = constant.charAt(i);
      if (c == '\\') {
        i++;
        pattern.append(i < constant.length() ? Pattern.quote(constant.substring(i, i + 1)) : "(?!)"); // nothing to quote: no match
      } else {
        pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static boolean number(long value, NumberCheck check) {
    if (check.operator() == ComparisonOperator.IN || check.operator() == ComparisonOperator.INTERSECTS) {
      return check.constants().contains(value);
    }
    long constant = check.constants().getFirst();
    int order =
        check.left().type() == ValueType.UINT64
            ? Long.compareUnsigned(value, constant)
            : Long.compare(value, constant);
    return switch (check.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> throw new IllegalArgumentException("not covered: " + check.operator());
    };
  }

  private boolean pair(ValueCheck check) {
    List<Object> left = values(check.left());
    List<Object> right = values(check.right());
    return left != null
        && right != null
        && text((String) left.getFirst(), check.operator(), (String) right.getFirst());
  }

  private @Nullable List<Object> values(TypedValue value) {
    return switch (value) {
      case TypedValue.Field field -> list(fields.values.get(field.text()));
      case TypedValue.Literal literal -> List.of(string(literal.value()));
      case TypedValue.Transformed transformed -> {
        List<Object> values = values(transformed.arguments().getFirst());
        yield values == null ? null : transformed(transformed, values);
      }
      case TypedValue.Tuple tuple -> throw new IllegalArgumentException("not covered: " + tuple);
      case TypedValue.Read read -> throw new IllegalArgumentException("not covered: " + read);
    };
  }

  private static List<Object> transformed(TypedValue.Transformed value, List<Object> values) {
    return switch (value.transformer()) {
      case TOLOWER -> values.stream().<Object>map(each -> lower((String) each)).toList();
      case LEN -> List.of(
          value.arguments().getFirst().shape() == Shape.LIST
              ? (long) values.size()
              : (long) ((String) values.getFirst()).length());
      default -> throw new IllegalArgumentException("not covered: " + value);
    };
  }

  private static @Nullable List<Object> list(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Collection<?> all = value instanceof Collection<?> several ? several : List.of(value);
    List<Object> values = new ArrayList<>();
    all.forEach(each -> values.add(each instanceof Bytes bytes ? string(bytes.toText()) : each));
    return values;
  }

  private static String string(Text text) {
    return new String(text.toArray(), StandardCharsets.ISO_8859_1);
  }
}
