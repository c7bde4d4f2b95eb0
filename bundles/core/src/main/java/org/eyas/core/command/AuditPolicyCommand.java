package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.engine.auditpolicy.AuditPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Prints the audit policy of Kubernetes that delivers the events that the rules need ({@code eyas k8saudit policy}).
 */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.k8saudit",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AuditPolicyCommand.Config.class)
public final class AuditPolicyCommand extends LoadedRulesCommand {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas audit policy of Kubernetes")
  @interface Config {
    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;

  @Activate
  public AuditPolicyCommand(Config config, @Reference GenerationBuilder assembly,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
    this.config = config;
  }

  @Override
  public Integer call() throws Exception {
    AuditPolicy policy = AuditPolicy.of(loaded().rules());
    print(config.json(), policy::json, policy::text);
    return 0;
  }
}
