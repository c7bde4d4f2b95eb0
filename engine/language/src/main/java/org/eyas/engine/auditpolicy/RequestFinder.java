package org.eyas.engine.auditpolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.Expr.Modifier;

/**
 * Finds the requests for which a condition can be true, by its checks of verb, resource, subresource and stage. All
 * other checks count as possibly true for every request, so the result never lacks a request.
 */
final class RequestFinder {
  private static final int MOST = 128;
  private static final Set<String> JSON = Set.of("jevt.value", "json.value");

  private RequestFinder() {}

  /** The requests, as several combinations; empty if the condition is never true. */
  static List<Requests> of(TypedExpr condition) {
    return of(condition, true);
  }

  /** @param wanted the answer of the condition */
  private static List<Requests> of(TypedExpr condition, boolean wanted) {
    return switch (condition) {
      case TypedExpr.Always always -> always.answer() == wanted ? List.of(Requests.ALL) : List.of();
      case TypedExpr.Not not -> of(not.child(), !wanted);
      case TypedExpr.And and -> wanted ? all(and.children(), true) : some(and.children(), false);
      case TypedExpr.Or or -> wanted ? some(or.children(), true) : all(or.children(), false);
      case TypedExpr.Exists exists -> List.of(wanted ? Requests.ALL : absent(exists.left()));
      case TypedExpr.TextCheck check -> List.of(wanted && isListed(check) ? listed(check) : Requests.ALL);
      case TypedExpr.Predicate other -> List.of(Requests.ALL);
    };
  }

  private static List<Requests> all(List<TypedExpr> children, boolean wanted) {
    List<Requests> product = List.of(Requests.ALL);
    for (TypedExpr child : children) {
      List<Requests> next = new ArrayList<>();
      for (Requests each : of(child, wanted)) {
        product.stream().map(each::and).filter(both -> !both.isEmpty()).forEach(next::add);
      }
      product = bounded(next);
    }
    return product;
  }

  private static List<Requests> some(List<TypedExpr> children, boolean wanted) {
    return bounded(children.stream().flatMap(child -> of(child, wanted).stream()).toList());
  }

  // Conditions that are written by hand stay far below the limit.
  private static List<Requests> bounded(List<Requests> several) {
    List<Requests> distinct = several.stream().distinct().toList();
    return distinct.size() <= MOST ? distinct : List.of(distinct.stream().reduce(Requests::or).orElseThrow());
  }

  private static boolean isListed(TypedExpr.TextCheck check) {
    return switch (check.operator()) {
      case IN, INTERSECTS -> true;
      case EQUAL -> check.modifier() != Modifier.ALLOF;
      default -> false;
    };
  }

  private static Requests listed(TypedExpr.TextCheck check) {
    return with(check.left(), Names.of(check.constants().stream().map(String::valueOf).toList()));
  }

  private static Requests absent(TypedValue value) {
    return with(value, Names.of(List.of(""))); // a request without a resource is for a URL such as /healthz
  }

  private static Requests with(TypedValue value, Names names) {
    String part = value instanceof TypedValue.Field field ? part(field.use()) : "";
    return switch (part) {
      case "verb" -> new Requests(names, Names.ANY, Names.ANY, Names.ANY);
      case "objectRef/resource" -> new Requests(Names.ANY, names, Names.ANY, Names.ANY);
      case "objectRef/subresource" -> new Requests(Names.ANY, Names.ANY, names, Names.ANY);
      case "stage" -> new Requests(Names.ANY, Names.ANY, Names.ANY, names);
      default -> Requests.ALL;
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
