package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.RuleControl;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.common.TsvTable;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.rule.RuleCompletion.Kind;

/** The words of rules: those of the language from a table, the others from the engine and the loaded documents. */
final class RuleCompletions {
  private static final String SYSCALLS = "syscall";
  private static final List<RuleCompletion> LANGUAGE = language();

  private final ConsoleServices services;
  private final RuleDocuments documents;

  RuleCompletions(ConsoleServices services) {
    this.services = services;
    documents = new RuleDocuments(services);
  }

  /** The words of this moment. It reads all documents, so it takes some milliseconds. */
  List<RuleCompletion> all() throws IOException {
    List<RuleCompletion> words = new ArrayList<>(LANGUAGE);
    Set<String> sources = sources();
    sources.forEach(
        source -> words.add(new RuleCompletion(Kind.SOURCE, source, "", "Events of the source " + source + ".", Set.of())));
    words.addAll(fields(sources));
    for (RuleDocument document : documents.all()) {
      words.addAll(MacroCompletions.of(document));
    }
    return words;
  }

  private Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(List.of(SYSCALLS));
    services.rules().map(RuleControl::rules).orElse(List.of()).forEach(status -> sources.add(status.rule().source()));
    return sources;
  }

  private Collection<RuleCompletion> fields(Set<String> sources) {
    Map<String, RuleCompletion> fields = new LinkedHashMap<>();
    for (String source : sources) {
      for (FieldClass fieldClass : services.engine().map((RuleEngine engine) -> engine.fields(source)).orElse(List.of())) {
        fieldClass.fields().stream()
            .filter(field -> !field.is(Flag.HIDDEN) && !field.is(Flag.DEPRECATED))
            .forEach(field -> fields.merge(field.name(), word(field, source), RuleCompletion::withSourcesOf));
      }
    }
    return fields.values();
  }

  private static RuleCompletion word(FieldDefinition field, String source) {
    String detail =
        field.type().name() + (field.argument().required() ? ", needs an argument" : "")
            + (field.is(Flag.PRINT_ONLY) ? ", only in outputs" : "");
    return new RuleCompletion(Kind.FIELD, field.name(), detail, field.description(), Set.of(source));
  }

  private static List<RuleCompletion> language() {
    List<RuleCompletion> words = new ArrayList<>(TsvTable.rows(RuleCompletions.class, "rulewords.tsv", RuleCompletions::word));
    for (Priority priority : Priority.values()) {
      words.add(new RuleCompletion(Kind.PRIORITY, priority.name(), "", "", Set.of()));
    }
    return List.copyOf(words);
  }

  private static RuleCompletion word(String[] row) {
    String detail = row[3].isEmpty() ? "" : "of " + row[3].replace(" ", ", ");
    return new RuleCompletion(Kind.valueOf(row[0].toUpperCase(Locale.ROOT)), row[1], detail, row[2], Set.of());
  }
}
