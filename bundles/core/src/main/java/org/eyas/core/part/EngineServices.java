package org.eyas.core.part;

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
import org.eyas.core.part.RankedServices.RankedService;
import org.eyas.engine.field.RemovedFields;
import org.eyas.engine.field.descriptor.RuleHostNames;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.guard.CaptureGuards;
import org.eyas.engine.guard.GuardedEnricher;
import org.eyas.engine.guard.GuardedFields;
import org.eyas.engine.guard.GuardedRules;
import org.eyas.engine.guard.GuardedSource;
import org.eyas.engine.guard.ServiceRole;
import org.eyas.engine.signal.ChangeSignal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The services of other bundles for the engine: sources, rules, fields, enrichers. A listener is notified of each
 * service that comes or changes. It is also notified of each service that leaves, while the service may still be
 * called.
 */
@Component(service = EngineServices.class)
public final class EngineServices {
  private final GuardedServices<EventSource> sources;
  private final GuardedServices<RuleProvider> rules;
  private final GuardedServices<FieldProvider> fields;
  private final GuardedServices<Enricher> enrichers;
  private final ChangeSignal rulesCame = new ChangeSignal();
  private final RuleHostNames hosts = new RuleHostNames();
  private final List<FieldProvider> own = SyscallFields.providers(hosts);
  private volatile List<RemovedFields> departed = List.of();
  private final BundleFaults faults;
  private volatile EngineServicesListener listener = EngineServicesListener.NOBODY;
  private volatile EventSourceListener sourcesListener = EventSourceListener.NOBODY;

  @Activate
  public EngineServices(@Reference BundleFaults faults) {
    this.faults = faults;
    sources = new GuardedServices<>(faults, ServiceRole.SOURCE, GuardedSource::new);
    rules = new GuardedServices<>(faults, ServiceRole.RULES, GuardedRules::new);
    fields = new GuardedServices<>(faults, ServiceRole.FIELDS, GuardedFields::new);
    enrichers = new GuardedServices<>(faults, ServiceRole.ENRICHER, GuardedEnricher::new);
  }

  public void listener(EngineServicesListener added) {
    listener = added;
  }

  public void sourcesListener(EventSourceListener added) {
    sourcesListener = added;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindSource(EventSource source, Map<String, Object> properties) {
    sources.add(source, properties).ifPresent(sourcesListener::sourceAdded);
    listener.changed();
  }

  public void unbindSource(EventSource source) {
    sources.remove(source).ifPresent(sourcesListener::sourceRemoved);
    sources.close(source);
    listener.changed();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindRules(RuleProvider provider, Map<String, Object> properties) {
    rules.add(provider, properties);
    rulesCame.changed();
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

  /** Waits until all rule providers of these configurations are present, but at most this long. */
  public void awaitRules(Map<String, Map<String, Object>> configurations, long limitMillis) throws InterruptedException {
    rulesCame.await(() -> !now().expectRules(configurations), limitMillis);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindFields(FieldProvider provider, Map<String, Object> properties) {
    fields.add(provider, properties);
    listener.changed();
  }

  public void unbindFields(FieldProvider provider) {
    Optional<FieldProvider> leaver = fields.remove(provider);
    leaver.ifPresent(gone -> recordDeparture(new RemovedFields(gone.classes())));
    leaver.ifPresent(listener::serviceLeaving);
    fields.close(provider);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindEnricher(Enricher enricher, Map<String, Object> properties) {
    enrichers.add(enricher, properties);
    listener.changed();
  }

  public void unbindEnricher(Enricher enricher) {
    enrichers.remove(enricher).ifPresent(listener::serviceLeaving);
    enrichers.close(enricher);
  }

  // A bundle that leaves repeatedly is recorded only once.
  private synchronized void recordDeparture(RemovedFields leaver) {
    List<RemovedFields> changed = new ArrayList<>(departed);
    changed.remove(leaver);
    changed.add(leaver);
    departed = List.copyOf(changed);
  }

  public Optional<EventSource> source(String kind) {
    return sources.services().stream().filter(source -> source.info().kind().equals(kind)).findFirst();
  }

  /**
   * Wraps a guard around a capture that a previous engine handed over. This is the guard of the capture's source, if
   * the source is present.
   */
  public Capture guarded(Handover.Source left) {
    if (source(left.info().kind()).orElse(null) instanceof GuardedSource source) {
      return source.guarded(left.capture());
    }
    return CaptureGuards.guarded(left.capture(), left.info(), faults.guard(ServiceRole.CAPTURE, left.capture(), Map.of()));
  }

  /** The current sources, the best one first. */
  public List<EventSource> sources() {
    return sources.services();
  }

  /** The resolver of host names in rules. */
  public RuleHostNames hosts() {
    return hosts;
  }

  /** A snapshot of the current services. */
  public ServiceSnapshot now() {
    return new ServiceSnapshot(sources.all(), rules.all(), fields.all(), calledEnrichers(), own, departed, fieldsOut());
  }

  private List<RankedService<Enricher>> calledEnrichers() {
    return enrichers.all().stream()
        .filter(offer -> !(offer.service() instanceof GuardedEnricher guarded && guarded.isOut()))
        .toList();
  }

  /** The reasons why fields are not read any more, by field name. */
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
