package org.eyas.fields.dns;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.linux.proc.HostProc;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The dns.*, tls.* and fd.domain* fields. Those of messages say what was on the wire: an answer is the word of the network, and any
 * program can send one to itself. Only fd.domain needs an answer of a server that root has configured.
 */
@Component(
    configurationPid = "org.eyas.dns",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
@Designate(ocd = DnsFields.Config.class)
public final class DnsFields implements FieldProvider {
  private static final String TLS = "tls.";
  private static final String DOMAIN = "fd.domain";

  /** eyas.dns of the configuration. */
  @ObjectClassDefinition(name = "Eyas DNS fields")
  @interface Config {
    boolean server_side() default false;

    @AttributeDefinition(
        description = "Whether the events are of this machine; the processes of a capture have no name servers here")
    boolean live() default false;
  }

  private final List<FieldClass> classes = classes(DnsFieldTable.read());
  private final ResolverThread reads;
  private final CurrentMessage current;

  /** Called by Declarative Services. */
  @Activate
  public DnsFields(Config config) {
    this(config.server_side(), new ResolverReader(HostProc.of(System.getenv()).folder()), config.live());
  }

  /** @param serverSide whether messages of servers on this machine have fields, too */
  public DnsFields(boolean serverSide) {
    this(serverSide, new ResolverReader(Path.of("/proc")), false);
  }

  /**
   * @param reader reads the name servers that processes are configured to ask
   * @param live whether the processes of events are those of this machine
   */
  DnsFields(boolean serverSide, ResolverThread.ServerReader reader, boolean live) {
    reads = new ResolverThread(reader, live);
    current = new CurrentMessage(serverSide, reads);
  }

  @Deactivate
  void close() {
    reads.close();
  }

  private static List<FieldClass> classes(List<FieldDefinition> fields) {
    return List.of(
        new FieldClass("dns", "", "Messages of the domain name system that programs send and receive.", in("dns.", fields)),
        new FieldClass("tls", "", "The first message of a TLS client, which names the server.", in(TLS, fields)),
        new FieldClass("fd", "Eyas only", "The names by which a program found the address of a connection.", in(DOMAIN, fields)));
  }

  private static List<FieldDefinition> in(String prefix, List<FieldDefinition> fields) {
    return fields.stream().filter(field -> field.name().startsWith(prefix)).toList();
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public String followed() {
    return "evt.type in (sendto, sendmsg, sendmmsg, write, writev, recvfrom, recvmsg, recvmmsg, read, readv) and "
        + DomainFields.NOTED + " exists";
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String name = field.name();
    if (name.startsWith(TLS)) {
      return HelloFields.reader(name);
    }
    if (name.startsWith(DOMAIN)) {
      return DomainFields.reader(name, current);
    }
    if (name.startsWith("dns.question.")) {
      return QuestionFields.reader(name, current);
    }
    boolean ofAnswers = name.startsWith("dns.answers.") || name.startsWith("dns.resolved_");
    return ofAnswers ? AnswerFields.reader(name, current) : MessageFields.reader(name, current);
  }
}
