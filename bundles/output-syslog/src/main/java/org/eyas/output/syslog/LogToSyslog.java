package org.eyas.output.syslog;

import java.util.function.BiConsumer;
import org.eyas.api.launch.LauncherServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Sends the engine's own log to this machine's syslog (log_syslog). The launcher passes the severity and text of each line. */
@Component(
    service = BiConsumer.class,
    configurationPid = "org.eyas.log.syslog",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = LauncherServices.LOG_COPY + "=true")
@Designate(ocd = LogToSyslog.Config.class)
public final class LogToSyslog implements BiConsumer<Integer, String> {
  /** The key log_syslog of the configuration file. */
  @ObjectClassDefinition(name = "Eyas log: syslog")
  @interface Config {
    String ident() default "falco";
  }

  private final SyslogLogSender log;

  @Activate
  public LogToSyslog(Config config) {
    log = new SyslogLogSender("/dev/log", config.ident());
  }

  @Override
  public void accept(Integer severity, String line) {
    log.add(severity, line);
  }

  @Deactivate
  void close() throws InterruptedException {
    log.close();
  }
}
