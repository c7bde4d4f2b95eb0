package org.eyas.core.part;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.eyas.api.source.EventSource;
import org.eyas.core.part.RankedServices.RankedService;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.RemovedFields;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.guard.GuardedRules;

/**
 * A snapshot of the services of other bundles for the engine. Two snapshots are equal if they contain the same services
 * with the same properties.
 *
 * @param own the engine's own fields of system calls
 * @param departed the fields whose bundle left
 * @param fieldsOut the reasons why fields are not read any more, by field name
 */
public record ServiceSnapshot(
    List<RankedService<EventSource>> sources,
    List<RankedService<RuleProvider>> rules,
    List<RankedService<FieldProvider>> fields,
    List<RankedService<Enricher>> enricherOffers,
    List<FieldProvider> own,
    List<RemovedFields> departed,
    Map<String, String> fieldsOut) {
  private static final String SYSCALL = "syscall";

  /** The prefix of the PIDs of rule providers that the configuration file enables. */
  private static final String OUR_RULES = "org.eyas.rules.";

  /** The same services, with these rule providers. */
  public ServiceSnapshot with(List<RankedService<RuleProvider>> others) {
    return new ServiceSnapshot(sources, others, fields, enricherOffers, own, departed, fieldsOut);
  }

  public List<Enricher> enrichers() {
    return enricherOffers.stream().map(RankedService::service).toList();
  }

  /** The documents of all providers. */
  public List<RuleDocument> documents() throws RuleReadException {
    List<RuleDocument> documents = new ArrayList<>();
    for (RankedService<RuleProvider> offer : rules) {
      documents.addAll(offer.service().documents());
    }
    return documents;
  }

  /** Whether rules may be missing, because a provider expects them later. */
  public boolean mayHaveNoDocuments() {
    return rules.stream().anyMatch(offer -> offer.service().mayBeEmpty());
  }

  /** The problems of rule providers that failed, so that their previous documents stay in use; empty if none failed. */
  public String keptRules() {
    return rules.stream()
        .map(offer -> offer.service() instanceof GuardedRules guarded ? guarded.problem() : "")
        .filter(problem -> !problem.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** The unit tests of the rules of all providers. */
  public List<RuleDocument> tests() throws RuleReadException {
    List<RuleDocument> tests = new ArrayList<>();
    for (RankedService<RuleProvider> offer : rules) {
      tests.addAll(offer.service().tests());
    }
    return tests;
  }

  /**
   * The documents of all providers as they would be with other configurations.
   *
   * @param configurations properties by PID. A provider of Eyas whose PID is missing will stop; a provider of another
   *     bundle keeps its configuration
   */
  public List<RuleDocument> documents(Map<String, Map<String, Object>> configurations) throws RuleReadException {
    List<RuleDocument> documents = new ArrayList<>();
    for (RankedService<RuleProvider> offer : rules) {
      String pid = offer.text("service.pid");
      Map<String, Object> configuration = configurations.get(pid);
      if (configuration != null) {
        documents.addAll(offer.service().documents(configuration));
      } else if (!pid.startsWith(OUR_RULES)) {
        documents.addAll(offer.service().documents());
      }
    }
    return documents;
  }

  /** Whether writing these configurations will start another provider, whose documents are still unknown. */
  public boolean expectRules(Map<String, Map<String, Object>> configurations) {
    Set<String> there = new HashSet<>();
    rules.forEach(offer -> there.add(offer.text("service.pid")));
    return configurations.keySet().stream().anyMatch(pid -> pid.startsWith(OUR_RULES) && !there.contains(pid));
  }

  /** The names of the available event sources; system calls are always available. */
  public SequencedSet<String> eventSources() {
    SequencedSet<String> names = new LinkedHashSet<>(List.of(SYSCALL));
    sources.forEach(offer -> names.add(offer.service().info().eventSource()));
    return names;
  }

  /**
   * The fields of each available event source.
   *
   * @param configured fields of the configuration, which every source has
   */
  public SequencedMap<String, FieldCatalog> catalogs(FieldProvider configured) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put(SYSCALL, catalog(SYSCALL, own, configured));
    for (String name : eventSources()) {
      catalogs.computeIfAbsent(name, key -> catalog(key, List.of(SyscallFields.anySource()), configured));
    }
    return catalogs;
  }

  private FieldCatalog catalog(String source, List<FieldProvider> base, FieldProvider configured) {
    List<FieldProvider> providers = new ArrayList<>(base);
    providers.add(configured);
    for (RankedService<FieldProvider> offer : fields) {
      String only = offer.text(FieldProvider.EVENT_SOURCE);
      if (only.isEmpty() || only.equals(source)) {
        providers.add(offer.service());
      }
    }
    return new FieldCatalog(providers, departed);
  }
}
