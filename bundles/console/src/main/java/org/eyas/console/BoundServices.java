package org.eyas.console;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.util.List;
import java.util.Optional;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.CaptureControl;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.Health;
import org.eyas.api.control.Journal;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.control.SourceControl;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.undo.FileVersions;
import org.eyas.console.page.ConsoleServices;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;

/** The services that pages show; they come and go. SCR sets the fields. */
@Component(service = ConsoleServices.class)
public final class BoundServices implements ConsoleServices {
  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable SourceControl sources;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable OutputControl outputs;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable RuleControl rules;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable RuleEngine engine;

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC) private volatile List<RuleFiles> ruleFiles = List.of();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable Journal journal;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable AlertHistory alerts;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable AlertSearch search;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable MuteControl mutes;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable IncidentControl incidents;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable Health health;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable BundleControl bundles;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable ConfigurationFile configuration;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable FileVersions fileVersions;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable AuditLog audit;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable Completeness completeness;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable CaptureControl captures;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable MetaTypeService metatype;

  private final BundleContext context;

  @Activate
  public BoundServices(BundleContext context) {
    this.context = context;
  }

  @Override
  public Optional<SourceControl> sourceControl() {
    return Optional.ofNullable(sources);
  }

  @Override
  public Optional<OutputControl> outputControl() {
    return Optional.ofNullable(outputs);
  }

  @Override
  public Optional<RuleControl> rules() {
    return Optional.ofNullable(rules);
  }

  @Override
  public Optional<RuleEngine> engine() {
    return Optional.ofNullable(engine);
  }

  @Override
  public List<RuleFiles> ruleFiles() {
    return List.copyOf(ruleFiles);
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(journal);
  }

  @Override
  public Optional<AlertHistory> alerts() {
    return Optional.ofNullable(alerts);
  }

  @Override
  public Optional<AlertSearch> search() {
    return Optional.ofNullable(search);
  }

  @Override
  public Optional<MuteControl> mutes() {
    return Optional.ofNullable(mutes);
  }

  @Override
  public Optional<IncidentControl> incidents() {
    return Optional.ofNullable(incidents);
  }

  @Override
  public Optional<Health> health() {
    return Optional.ofNullable(health);
  }

  @Override
  public Optional<BundleControl> bundles() {
    return Optional.ofNullable(bundles);
  }

  @Override
  public Optional<ConfigurationFile> configuration() {
    return Optional.ofNullable(configuration);
  }

  @Override
  public List<ConfigurationKey> componentKeys() {
    MetaTypeService service = metatype;
    return service == null ? List.of() : MetatypeKeyReader.of(service, context.getBundles());
  }

  @Override
  public Optional<FileVersions> fileVersions() {
    return Optional.ofNullable(fileVersions);
  }

  @Override
  public Optional<AuditLog> audit() {
    return Optional.ofNullable(audit);
  }

  @Override
  public Optional<Completeness> completeness() {
    return Optional.ofNullable(completeness);
  }

  @Override
  public Optional<CaptureControl> captures() {
    return Optional.ofNullable(captures);
  }
}
