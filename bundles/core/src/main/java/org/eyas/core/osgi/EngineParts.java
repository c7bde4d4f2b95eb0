package org.eyas.core.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSource;
import org.eyas.api.update.Handover;
import org.eyas.core.fault.CaptureGuards;
import org.eyas.core.fault.GuardedEnricher;
import org.eyas.core.fault.GuardedFields;
import org.eyas.core.fault.GuardedRules;
import org.eyas.core.fault.GuardedSource;
import org.eyas.core.fault.Role;
import org.eyas.core.field.DepartedFields;
import org.eyas.core.field.KnownHosts;
import org.eyas.core.field.SyscallFields;
import org.eyas.core.osgi.Offers.Offer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What other bundles offer the engine: sources, rules, fields, enrichers. A listener is told of everything that comes and
 * changes, and of everything that leaves while it may still be called.
 */
@Component(service = EngineParts.class)
public final class EngineParts {
  private final GuardedOffers<EventSource> sources;
  private final GuardedOffers<RuleProvider> rules;
  private final GuardedOffers<FieldProvider> fields;
  private final GuardedOffers<Enricher> enrichers;
  private final KnownHosts hosts = new KnownHosts();
  private final List<FieldProvider> own = SyscallFields.providers(hosts);
  private volatile List<DepartedFields> departed = List.of();
  private final Faults faults;
  private volatile PartsListener listener = PartsListener.NOBODY;
  private volatile SourcesListener sourcesListener = SourcesListener.NOBODY;

  @Activate
  public EngineParts(@Reference Faults faults) {
    this.faults = faults;
    sources = new GuardedOffers<>(faults, Role.SOURCE, GuardedSource::new);
    rules = new GuardedOffers<>(faults, Role.RULES, GuardedRules::new);
    fields = new GuardedOffers<>(faults, Role.FIELDS, GuardedFields::new);
    enrichers = new GuardedOffers<>(faults, Role.ENRICHER, GuardedEnricher::new);
  }

  /** Parts whose bundles nobody knows. */
  EngineParts() {
    this(Faults.outsideFramework());
  }

  void listener(PartsListener told) {
    listener = told;
  }

  void sourcesListener(SourcesListener told) {
    sourcesListener = told;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(EventSource source, Map<String, Object> properties) {
    sources.add(source, properties).ifPresent(sourcesListener::came);
    listener.changed();
  }

  void unbindSource(EventSource source) {
    sources.remove(source).ifPresent(sourcesListener::leaves);
    sources.close(source);
    listener.changed();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRules(RuleProvider provider, Map<String, Object> properties) {
    rules.add(provider, properties);
    listener.changed();
  }

  void unbindRules(RuleProvider provider) {
    rules.remove(provider);
    rules.close(provider);
    listener.rulesLeft();
  }

  void updatedRules(RuleProvider provider, Map<String, Object> properties) {
    bindRules(provider, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFields(FieldProvider provider, Map<String, Object> properties) {
    fields.add(provider, properties);
    listener.changed();
  }

  void unbindFields(FieldProvider provider) {
    Optional<FieldProvider> leaver = fields.remove(provider);
    leaver.ifPresent(gone -> depart(new DepartedFields(gone.classes())));
    leaver.ifPresent(listener::leaving);
    fields.close(provider);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEnricher(Enricher enricher, Map<String, Object> properties) {
    enrichers.add(enricher, properties);
    listener.changed();
  }

  void unbindEnricher(Enricher enricher) {
    enrichers.remove(enricher).ifPresent(listener::leaving);
    enrichers.close(enricher);
  }

  // A bundle that comes back and leaves again leaves no second trace.
  private synchronized void depart(DepartedFields leaver) {
    List<DepartedFields> changed = new ArrayList<>(departed);
    changed.remove(leaver);
    changed.add(leaver);
    departed = List.copyOf(changed);
  }

  Optional<EventSource> source(String kind) {
    return sources.services().stream().filter(source -> source.info().kind().equals(kind)).findFirst();
  }

  /** A capture that an engine before left, with a guard of this one's around it: that of its source, where it is there. */
  Capture guarded(Handover.Source left) {
    if (source(left.info().kind()).orElse(null) instanceof GuardedSource source) {
      return source.guarded(left.capture());
    }
    return CaptureGuards.guarded(left.capture(), left.info(), faults.guard(Role.CAPTURE, left.capture(), Map.of()));
  }

  /** The sources that are there, the best first. */
  List<EventSource> sources() {
    return sources.services();
  }

  /** Resolves the names that rules ask for. */
  KnownHosts hosts() {
    return hosts;
  }

  /** What is there at this moment. */
  Parts now() {
    return new Parts(sources.all(), rules.all(), fields.all(), calledEnrichers(), own, departed, fieldsOut());
  }

  private List<Offer<Enricher>> calledEnrichers() {
    return enrichers.all().stream()
        .filter(offer -> !(offer.service() instanceof GuardedEnricher guarded && guarded.isOut()))
        .toList();
  }

  /** Why fields are not read any more, by their names. */
  Map<String, String> fieldsOut() {
    Map<String, String> out = new TreeMap<>();
    for (FieldProvider provider : fields.services()) {
      if (provider instanceof GuardedFields guarded) {
        out.putAll(guarded.out());
      }
    }
    return out;
  }
}
