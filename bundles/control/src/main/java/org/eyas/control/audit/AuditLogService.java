package org.eyas.control.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.control.OwnHealth;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The audit log in a file, as a service. */
@Component(configurationPid = "org.eyas.audit", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AuditLogService.Config.class)
public final class AuditLogService implements AuditLog, ChainedRecord {
  /** eyas.audit of the configuration. */
  @ObjectClassDefinition(name = "Eyas audit log")
  @interface Config {
    String audit_file() default "/var/log/eyas/audit.jsonl";
  }

  private final AuditFile file;
  private @Nullable OwnHealth health;

  @Activate
  public AuditLogService(Config config) {
    file = new AuditFile(Path.of(config.audit_file()), this::reportHealth);
  }

  /** Changes are also logged while no engine runs: it may be being updated. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  synchronized void bindHealth(OwnHealth there) {
    health = there;
    reportHealth();
  }

  synchronized void unbindHealth(OwnHealth leaver) {
    if (health == leaver) {
      health = null;
    }
  }

  // Under the lock of this object: the last report is that of the current problem, and no report waits for a file.
  private synchronized void reportHealth() {
    OwnHealth there = health;
    if (there == null) {
      return;
    }
    String problem = file.problem();
    if (problem.isEmpty()) {
      there.clear();
    } else {
      there.reportProblem(problem);
    }
  }

  @Override
  public void add(AuditEntry entry) {
    file.add(entry);
  }

  @Override
  public List<AuditEntry> recent(int most) {
    return file.recent(most);
  }

  @Override
  public List<AuditEntry> find(Predicate<AuditEntry> filter, int limit) {
    return file.find(filter, limit);
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String head() {
    return file.head();
  }
}
