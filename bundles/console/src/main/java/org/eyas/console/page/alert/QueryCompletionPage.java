package org.eyas.console.page.alert;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.alert.AlertProgram;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.RuleControl;
import org.eyas.api.field.FieldDefinition;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;
import org.jspecify.annotations.Nullable;

/** Completes a query: returns names and values of the newest alerts as JSON, the most frequent ones first. */
public final class QueryCompletionPage implements ConsolePage {
  private static final String ALL_FIELDS = "*"; // no name of a query
  private static final int LOOKED_AT = 2_000;
  private static final int MOST = 12;
  private static final int LONGEST = 200;
  private static final List<String> NAMES =
      List.of("priority", "rule", "program", "container", "pod", "tag", "source", "since", "before");
  private static final List<String> TIMES = List.of("10m", "1h", "24h", "7d");

  private final ConsoleServices services;

  public QueryCompletionPage(ConsoleServices services) {
    this.services = services;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String name = visit.parameter("name");
    String start = visit.parameter("start").toLowerCase(Locale.ROOT);
    StringJoiner json = new StringJoiner(",", "[", "]");
    texts(name)
        .filter(text -> text.toLowerCase(Locale.ROOT).contains(start) && text.length() <= LONGEST)
        .sorted(Comparator.comparing(text -> !text.toLowerCase(Locale.ROOT).startsWith(start)))
        .limit(MOST)
        .forEach(text -> json.add(PageJson.of(text)));
    return PageReply.json(json.toString());
  }

  private Stream<String> texts(String name) {
    return switch (name) {
      case "" -> names();
      case ALL_FIELDS -> AlertFieldGroup.catalog(services)
          .flatMap(group -> group.fields().stream()).map(FieldDefinition::name).distinct();
      default -> values(name);
    };
  }

  private Stream<String> names() {
    return Stream.concat(NAMES.stream(), mostFrequent((alert, texts) -> alert.fields().keySet().forEach(texts)));
  }

  private Stream<String> values(String name) {
    return switch (name) {
      case "priority" -> Stream.of(Priority.values()).map(priority -> priority.label().toLowerCase(Locale.ROOT));
      case "since", "before" -> TIMES.stream();
      case "rule" -> Stream.concat(mostFrequent((alert, texts) -> texts.accept(alert.rule())), rules()).distinct();
      case "program" -> mostFrequent((alert, texts) -> texts.accept(AlertProgram.of(alert)));
      case "container" -> mostFrequent((alert, texts) -> texts.accept(AlertPlace.of(alert).container()));
      case "pod" -> mostFrequent((alert, texts) -> texts.accept(AlertPlace.of(alert).pod()));
      case "tag" -> mostFrequent((alert, texts) -> alert.tags().forEach(texts));
      case "source" -> mostFrequent((alert, texts) -> texts.accept(alert.source()));
      default -> mostFrequent((alert, texts) -> valuesOf(alert.fields().get(name), texts));
    };
  }

  private static void valuesOf(@Nullable Object value, Consumer<String> texts) {
    if (value instanceof List<?> list) {
      list.forEach(element -> valuesOf(element, texts));
    } else if (value != null) {
      texts.accept(value.toString());
    }
  }

  private Stream<String> rules() {
    return services.rules().map(RuleControl::rules).orElse(List.of()).stream().map(status -> status.rule().name());
  }

  /** Passes texts of an alert to a consumer. */
  private interface Texts {
    void of(Alert alert, Consumer<String> texts);
  }

  private Stream<String> mostFrequent(Texts texts) {
    Map<String, Integer> counts = new HashMap<>();
    services.alerts().ifPresent(
        history -> history.recent(LOOKED_AT)
            .forEach(past -> texts.of(past.alert(), text -> counts.merge(text, 1, Integer::sum))));
    return counts.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
