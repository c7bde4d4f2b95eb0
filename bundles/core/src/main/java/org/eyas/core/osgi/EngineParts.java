package org.eyas.core.osgi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.eyas.api.source.EventSource;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.field.KnownHosts;
import org.eyas.core.field.SyscallFields;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What other bundles offer the engine at this moment: sources, rules, fields, enrichers. Any coming or going changes the
 * {@link #revision}.
 */
@Component(service = EngineParts.class)
public final class EngineParts {
  private static final String SYSCALL = "syscall";

  private record Fields(FieldProvider provider, String source) {}

  private final List<EventSource> sources = new CopyOnWriteArrayList<>();
  private final List<RuleProvider> rules = new CopyOnWriteArrayList<>();
  private final List<Fields> fields = new CopyOnWriteArrayList<>();
  private final List<Enricher> enrichers = new CopyOnWriteArrayList<>();
  private final KnownHosts hosts = new KnownHosts();
  private final List<FieldProvider> own = SyscallFields.providers(hosts);
  private long revision;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(EventSource source) {
    sources.add(source);
    changed();
  }

  void unbindSource(EventSource source) {
    sources.remove(source);
    changed();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRules(RuleProvider provider) {
    rules.add(provider);
    changed();
  }

  void unbindRules(RuleProvider provider) {
    rules.remove(provider);
    changed();
  }

  void updatedRules(RuleProvider provider) {
    changed();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFields(FieldProvider provider, Map<String, Object> properties) {
    fields.add(new Fields(provider, String.valueOf(properties.getOrDefault("event.source", ""))));
    changed();
  }

  void unbindFields(FieldProvider provider) {
    fields.removeIf(entry -> entry.provider() == provider);
    changed();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEnricher(Enricher enricher) {
    enrichers.add(enricher);
    changed();
  }

  void unbindEnricher(Enricher enricher) {
    enrichers.remove(enricher);
    changed();
  }

  private synchronized void changed() {
    revision++;
    notifyAll();
  }

  /** Grows with every change of what is offered. */
  synchronized long revision() {
    return revision;
  }

  /** Waits until the revision is another than one seen before. */
  synchronized void awaitChange(long seen) throws InterruptedException {
    while (revision == seen) {
      wait();
    }
  }

  Optional<EventSource> source(String kind) {
    return sources.stream().filter(source -> source.info().kind().equals(kind)).findFirst();
  }

  /** Resolves the names that rules ask for. */
  KnownHosts hosts() {
    return hosts;
  }

  List<Enricher> enrichers() {
    return List.copyOf(enrichers);
  }

  /** The documents of all providers. */
  List<RuleDocument> documents() throws RuleReadException {
    List<RuleDocument> documents = new ArrayList<>();
    for (RuleProvider provider : rules) {
      documents.addAll(provider.documents());
    }
    return documents;
  }

  /**
   * The fields of each event source that is there; that of system calls always is.
   *
   * @param configured fields of the configuration, which every source has
   */
  SequencedMap<String, FieldCatalog> catalogs(FieldProvider configured) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put(SYSCALL, catalog(SYSCALL, own, configured));
    for (EventSource source : sources) {
      String name = source.info().eventSource();
      catalogs.computeIfAbsent(name, key -> catalog(key, List.of(SyscallFields.anySource()), configured));
    }
    return catalogs;
  }

  private FieldCatalog catalog(String source, List<FieldProvider> base, FieldProvider configured) {
    List<FieldProvider> providers = new ArrayList<>(base);
    providers.add(configured);
    for (Fields entry : fields) {
      if (entry.source().isEmpty() || entry.source().equals(source)) {
        providers.add(entry.provider());
      }
    }
    return new FieldCatalog(providers);
  }
}
