package org.eyas.control.audit;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The log of changes, in a file. */
@Component(configurationPid = "org.eyas.audit", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Audit.Config.class)
public final class Audit implements AuditLog {
  /** eyas.audit of the configuration. */
  @ObjectClassDefinition(name = "Eyas audit log")
  @interface Config {
    @AttributeDefinition(description = "The file that entries are appended to, a line of JSON each")
    String file() default "/var/log/eyas/audit.jsonl";
  }

  private final AuditFile file;

  @Activate
  public Audit(Config config) {
    file = new AuditFile(Path.of(config.file()));
  }

  @Override
  public void add(AuditEntry entry) {
    file.add(entry);
  }

  @Override
  public List<AuditEntry> recent(int most) {
    return file.recent(most);
  }
}
