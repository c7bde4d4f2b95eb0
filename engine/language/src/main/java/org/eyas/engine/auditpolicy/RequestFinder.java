package org.eyas.engine.auditpolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Finds the requests for which a condition can be true, by its checks of verb, resource, subresource and stage. All
 * other checks count as possibly true for every request, so the result never lacks a request.
 */
final class RequestFinder {
  private static final int MOST = 128;
  private static final Set<String> JSON = Set.of("jevt.value", "json.value");

  private RequestFinder() {}

  /** The requests, as several combinations; empty if the condition is never true. */
  static List<RequestPattern> of(TypedCondition condition) {
    return of(condition, true);
  }

  /** @param wanted the answer of the condition */
  private static List<RequestPattern> of(TypedCondition condition, boolean wanted) {
    return switch (condition) {
      case TypedCondition.Always always -> always.answer() == wanted ? List.of(RequestPattern.ALL) : List.of();
      case TypedCondition.Not not -> of(not.child(), !wanted);
      case TypedCondition.And and -> wanted ? all(and.children(), true) : some(and.children(), false);
      case TypedCondition.Or or -> wanted ? some(or.children(), true) : all(or.children(), false);
      case TypedCondition.Exists exists -> List.of(wanted ? RequestPattern.ALL : absent(exists.left()));
      case TypedCondition.TextCheck check -> List.of(wanted && isListed(check) ? listed(check) : RequestPattern.ALL);
      case TypedCondition.Predicate other -> List.of(RequestPattern.ALL);
    };
  }

  private static List<RequestPattern> all(List<TypedCondition> children, boolean wanted) {
    List<RequestPattern> product = List.of(RequestPattern.ALL);
    for (TypedCondition child : children) {
      List<RequestPattern> next = new ArrayList<>();
      for (RequestPattern each : of(child, wanted)) {
        product.stream().map(each::and).filter(both -> !both.isEmpty()).forEach(next::add);
      }
      product = bounded(next);
    }
    return product;
  }

  private static List<RequestPattern> some(List<TypedCondition> children, boolean wanted) {
    return bounded(children.stream().flatMap(child -> of(child, wanted).stream()).toList());
  }

  // Conditions that are written by hand stay far below the limit.
  private static List<RequestPattern> bounded(List<RequestPattern> several) {
    List<RequestPattern> distinct = several.stream().distinct().toList();
    return distinct.size() <= MOST ? distinct : List.of(distinct.stream().reduce(RequestPattern::or).orElseThrow());
  }

  private static boolean isListed(TypedCondition.TextCheck check) {
    return switch (check.operator()) {
      case IN, INTERSECTS -> true;
      case EQUAL -> check.modifier() != Modifier.ALLOF;
      default -> false;
    };
  }

  private static RequestPattern listed(TypedCondition.TextCheck check) {
    return with(check.left(), RequestValues.of(check.constants().stream().map(String::valueOf).toList()));
  }

  private static RequestPattern absent(TypedValue value) {
    return with(value, RequestValues.of(List.of(""))); // a request without a resource is for a URL such as /healthz
  }

  private static RequestPattern with(TypedValue value, RequestValues names) {
    String part = value instanceof TypedValue.Field field ? part(field.fieldUse()) : "";
    return switch (part) {
      case "verb" -> new RequestPattern(names, RequestValues.ANY, RequestValues.ANY, RequestValues.ANY);
      case "objectRef/resource" -> new RequestPattern(RequestValues.ANY, names, RequestValues.ANY, RequestValues.ANY);
      case "objectRef/subresource" -> new RequestPattern(RequestValues.ANY, RequestValues.ANY, names, RequestValues.ANY);
      case "stage" -> new RequestPattern(RequestValues.ANY, RequestValues.ANY, RequestValues.ANY, names);
      default -> RequestPattern.ALL;
    };
  }

  // The path of the value in the JSON of the event.
  private static String part(FieldUse use) {
    String name = use.definition().name();
    String pointer = JSON.contains(name) && use.argument() != null ? use.argument() : "";
    return switch (name) {
      case "ka.verb" -> "verb";
      case "ka.stage" -> "stage";
      case "ka.target.resource" -> "objectRef/resource";
      case "ka.target.subresource" -> "objectRef/subresource";
      default -> pointer.startsWith("/") ? pointer.substring(1) : pointer;
    };
  }
}
