package org.eyas.output.syslog;

import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The output that sends alerts to syslog on this machine or on a server. */
@Component(
    configurationPid = "org.eyas.output.syslog",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = OutputChannel.NAME + "=syslog")
@Designate(ocd = SyslogOutput.Config.class)
public final class SyslogOutput implements OutputChannel {
  /** The keys syslog_output and eyas.syslog_output of the configuration file. */
  @ObjectClassDefinition(name = "Eyas output: syslog")
  @interface Config {
    String protocol() default "local";
    String host() default "";
    int port() default 0;
    String facility() default "user";
    String ident() default "falco";
    String ca() default "";

    @AttributeDefinition(description = "The host name in alerts; empty means the name of this system")
    String hostname() default "";
  }

  private final SyslogFormat format;
  private final SyslogTransport transport;

  @Activate
  public SyslogOutput(Config config) {
    Facility facility = Facility.named(config.facility());
    format =
        config.protocol().equals("local")
            ? new LocalSyslogFormat(facility, config.ident())
            : Rfc5424Format.of(facility, config.ident(), config.hostname());
    transport = transport(config);
  }

  private static SyslogTransport transport(Config config) {
    return switch (config.protocol()) {
      case "local" -> new LocalSyslogTransport("/dev/log");
      case "udp" -> new UdpTransport(SyslogServer.of(config.host(), config.port(), 514));
      case "tcp" -> new StreamTransport(SyslogServer.of(config.host(), config.port(), 601), new PlainSocketLayer());
      case "tls" -> new StreamTransport(SyslogServer.of(config.host(), config.port(), 6514), new TlsSocketLayer(config.ca()));
      default -> throw new IllegalArgumentException(
          "eyas.syslog_output.protocol is local, udp, tcp or tls, not " + config.protocol());
    };
  }

  @Override
  public void check() throws IOException {
    transport.check();
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    transport.send(format.message(alert.alert(), alert.preferred()));
  }

  @Override
  public void reopen() {
    transport.disconnect();
  }

  @Deactivate
  void close() {
    transport.close();
  }
}
